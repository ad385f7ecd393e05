-- Onisep data, under the Open Database License (ODbL) 1.0, in a file of their own: attached on demand, never merged into
-- the snapshot. One file, read-only at run time, the same bytes for the same inputs. Codes are text.
-- application_id and user_version (major * 1000 + minor) are set by the writer (data_bundle/onisep.py).

-- One line a fact about the file itself: id, schema, titre, mise_a_jour (AAAA-MM-JJ, empty when the files do not say),
-- licence, licence_url, attribution, partage (the share-alike notice), empreinte (SHA-256 of every row).
CREATE TABLE meta (
  cle     TEXT PRIMARY KEY,
  valeur  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What was read, and where it comes from.
CREATE TABLE source (
  code         TEXT PRIMARY KEY,
  titre        TEXT NOT NULL,
  producteur   TEXT NOT NULL,
  licence      TEXT NOT NULL,
  url          TEXT NOT NULL,
  mise_a_jour  TEXT,
  sha256       TEXT NOT NULL,
  lignes       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The page of the Onisep about a diploma, by RNCP code: several pages may have one code (options, mentions).
CREATE TABLE fiche (
  numero   INTEGER PRIMARY KEY,               -- of FOR.1234
  id       TEXT NOT NULL UNIQUE,
  rncp     TEXT NOT NULL,                     -- without prefix
  libelle  TEXT NOT NULL,
  type     TEXT NOT NULL,                     -- kind of diploma, as published, possibly empty
  duree    TEXT NOT NULL,                     -- as published: '2 ans', possibly empty
  niveau   TEXT NOT NULL,                     -- as published: 'niveau 4 (bac ou équivalent)', possibly empty
  url      TEXT NOT NULL
) STRICT;
CREATE INDEX fiche_rncp ON fiche (rncp);

-- The page of the Onisep about a job, by ROME code.
CREATE TABLE metier (
  numero   INTEGER PRIMARY KEY,               -- of MET.123
  id       TEXT NOT NULL UNIQUE,
  rome     TEXT NOT NULL,
  libelle  TEXT NOT NULL,
  domaine  TEXT NOT NULL,                     -- 'domaine/sous-domaine', several separated by '| ', as published
  url      TEXT NOT NULL
) STRICT;
CREATE INDEX metier_rome ON metier (rome);
