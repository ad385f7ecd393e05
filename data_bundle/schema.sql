-- The snapshot: one file, read-only at run time, the same bytes for the same inputs.
-- application_id and user_version (major * 1000 + minor) are set by the writer (data_bundle/__init__.py).
-- Codes are text everywhere. Dates are AAAA-MM-JJ. A place is written as in a reference: 'fr', 'reg:53', 'aca:14', or a UAI.

-- One line a fact about the snapshot itself: id, schema, construit_le, perimetre (JSON list of INSEE region codes,
-- or ["fr"]), jeux (JSON list of the dataset ids held), prochaine_parution, libelles (JSON report of label origins),
-- qualite (JSON, the quality report of the build), empreinte (SHA-256 of every row, data_bundle/fingerprint.py).
CREATE TABLE meta (
  cle     TEXT PRIMARY KEY,
  valeur  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What was read: whose it is, under which licence, when it was updated (NULL when the file does not say).
CREATE TABLE source (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL UNIQUE,          -- dataset id: 'inserjeunes-regions', 'fr-en-inserjeunes-cfa'...
  titre        TEXT NOT NULL,
  producteur   TEXT NOT NULL,
  dispositif   TEXT NOT NULL,                 -- name families meet: 'InserJeunes', 'BCN'...
  licence      TEXT NOT NULL,
  site         TEXT NOT NULL,                 -- short site name for the attribution line
  url          TEXT NOT NULL,
  mise_a_jour  TEXT,
  sha256       TEXT NOT NULL,                 -- of the files, in the order of `fichiers`, hashed together
  lignes       INTEGER NOT NULL,
  fichiers     TEXT NOT NULL                  -- JSON list of relative paths
) STRICT;

-- Regions, académies, départements and France. `region` and `academie` are the parents.
CREATE TABLE territoire (
  lieu      TEXT PRIMARY KEY,                 -- 'fr', 'reg:53', 'aca:14', 'dep:35'
  niveau    TEXT NOT NULL CHECK (niveau IN ('national', 'region', 'academie', 'departement')),
  code      TEXT NOT NULL,
  nom       TEXT NOT NULL,
  nom_plie  TEXT NOT NULL,
  region    TEXT,                             -- INSEE code of the region
  academie  TEXT,
  code_ra   TEXT                              -- code of the région académique, regions only
) STRICT, WITHOUT ROWID;

CREATE TABLE commune (
  code          TEXT PRIMARY KEY,             -- INSEE
  nom           TEXT NOT NULL,
  nom_plie      TEXT NOT NULL,
  codes_postaux TEXT NOT NULL,                -- separated by spaces
  departement   TEXT NOT NULL,
  region        TEXT NOT NULL,
  latitude      REAL,
  longitude     REAL,
  population    INTEGER
) STRICT, WITHOUT ROWID;

-- A certification in one voie. Key: mefstat11 for scolaire and scolaire_agricole, cfd for apprentissage, sise for
-- supérieur; one line of Parcoursup (a course at one place) has the key parcoursup.
-- Rows are numbered in display order (folded label, then code), so that ORDER BY id is the alphabet.
CREATE TABLE formation (
  id                INTEGER PRIMARY KEY,
  type_code         TEXT NOT NULL CHECK (type_code IN ('mefstat11', 'cfd', 'sise', 'parcoursup')),
  code              TEXT NOT NULL,
  voie              TEXT NOT NULL CHECK (voie IN ('scolaire', 'scolaire_agricole', 'apprentissage', 'superieur')),
  cfd               TEXT,
  mefstat11         TEXT,
  mef10             TEXT,
  dispositif        TEXT,
  diplome           TEXT NOT NULL,            -- 'CAP', 'Bac pro', 'BTS'... as families say it
  intitule          TEXT NOT NULL,            -- 'Cuisine'
  libelle           TEXT NOT NULL,            -- 'CAP Cuisine'
  libelle_source    TEXT NOT NULL CHECK (libelle_source IN ('certif-info', 'vocabulaire', 'doute', 'source')),
  libelle_officiel  TEXT NOT NULL,            -- as BCN writes it
  anciens_libelles  TEXT,                     -- search synonyms from older versions, separated by ' | '
  niveau            INTEGER,                  -- 3 to 8 (cadre national), NULL when unknown
  duree             INTEGER,                  -- years of the cycle
  annee             INTEGER,                  -- year of the cycle that this code stands for
  terminale         INTEGER NOT NULL CHECK (terminale IN (0, 1)),
  commune           INTEGER NOT NULL CHECK (commune IN (0, 1)),   -- 2de commune, 1re année commune
  nsf               TEXT,
  nsf_libelle       TEXT,
  domaine           TEXT,                     -- two digits of the NSF domain
  domaine_libelle   TEXT,
  ouverture         TEXT,
  fermeture         TEXT,                     -- badge "Formation fermée depuis ..."
  premiere_session  INTEGER,
  derniere_session  INTEGER,
  famille           TEXT,                     -- group of N_GROUPE_FORMATION
  famille_libelle   TEXT,
  rncp              TEXT,
  rome              TEXT,                     -- up to five codes, separated by spaces, order meaningful
  UNIQUE (type_code, code)
) STRICT;

-- Links between formations of one voie, and across voies.
--   continuum    old version -> new version (1-to-1 only, DOMAIN.md §5.1)
--   terminale    a year that is not the last -> the last year (DOMAIN.md §5.2)
--   specialite   2de commune or 1re année commune -> each spécialité behind it, last year (DOMAIN.md §5.3)
--   autre_voie   same diploma by the other voie, both directions
--   rapprochement  a line of Parcoursup -> the formation that has the same label: likely, never certain
--   apres        a diploma -> diplomas of the same speciality (NSF) or trade (ROME), one level above, still open
CREATE TABLE lien (
  genre  TEXT NOT NULL CHECK (genre IN ('continuum', 'terminale', 'specialite', 'autre_voie', 'rapprochement', 'apres')),
  de     INTEGER NOT NULL REFERENCES formation (id),
  vers   INTEGER NOT NULL REFERENCES formation (id),
  PRIMARY KEY (genre, de, vers)
) STRICT, WITHOUT ROWID;

CREATE TABLE etablissement (
  id           INTEGER PRIMARY KEY,           -- in display order: folded name, then UAI
  uai          TEXT NOT NULL UNIQUE,
  uai_douteux  INTEGER NOT NULL CHECK (uai_douteux IN (0, 1)),
  nom          TEXT NOT NULL,
  nature       TEXT NOT NULL CHECK (nature IN ('lycee', 'cfa', 'autre')),
  secteur      TEXT CHECK (secteur IN ('public', 'prive')),
  commune      TEXT,                          -- INSEE code, no foreign key: an extract holds its own communes only
  commune_nom  TEXT,
  departement  TEXT NOT NULL,
  academie     TEXT,
  region       TEXT,                          -- INSEE code; NULL outside the eighteen regions
  latitude     REAL,
  longitude    REAL,
  position     TEXT CHECK (position IN ('etablissement', 'commune')),   -- how precise the coordinates are
  internat     INTEGER CHECK (internat IN (0, 1)),
  telephone    TEXT
) STRICT;
CREATE INDEX etablissement_region ON etablissement (region, nature);

-- A formation seen in an établissement in a dated year; never today's offer. Numbered in display order
-- (formation, then établissement). `constat` says what the year in `rentree` is: a rentrée, a session of Parcoursup, or
-- the year in which a cohort left. `observee` is the code seen in the source when it was an older version.
CREATE TABLE offre (
  id             INTEGER PRIMARY KEY,
  formation      INTEGER NOT NULL REFERENCES formation (id),
  etablissement  INTEGER NOT NULL REFERENCES etablissement (id),
  rentree        INTEGER NOT NULL,
  source         INTEGER NOT NULL REFERENCES source (id),
  observee       INTEGER REFERENCES formation (id),
  constat        TEXT NOT NULL DEFAULT 'rentree' CHECK (constat IN ('rentree', 'session', 'promotion')),
  UNIQUE (formation, etablissement)
) STRICT;
CREATE INDEX offre_etablissement ON offre (etablissement);

-- What a figure is: its denominator never meets another one in a row (DOMAIN.md §2.1).
CREATE TABLE indicateur (
  id            INTEGER PRIMARY KEY,          -- display order
  nom           TEXT NOT NULL UNIQUE,
  portee        TEXT NOT NULL CHECK (portee IN ('formation', 'etablissement', 'acces', 'reussite',
                                                   'salaire', 'niveau', 'superieur')),
  libelle       TEXT NOT NULL,
  unite         TEXT NOT NULL CHECK (unite IN ('%', 'points', '€', 'places', 'candidatures', 'admis', 'par place')),
  denominateur  TEXT NOT NULL CHECK (denominateur IN
                ('derniere_annee', 'sortants', 'inscrits', 'candidats', 'contrats', 'salaries', 'aucun')),
  horizon       INTEGER                       -- months after leaving
) STRICT;

-- Statuses of DOMAIN.md §3; `variante` separates the two sentences of sous_seuil and of annee_non_terminale.
CREATE TABLE statut (
  id        INTEGER PRIMARY KEY,
  nom       TEXT NOT NULL,
  variante  TEXT,                             -- 'sortants', 'plusieurs' or NULL
  UNIQUE (nom, variante)
) STRICT;

-- Figures are stored once and compactly in four tables (lot, ligne, motif, chiffre); the views `mesure` and `valeur`
-- show them as rows of a source and their cells, the shape in which version 1.0 stored them.

-- What many rows have in common: whose figures, about what, which voie, which cohort, which population.
CREATE TABLE lot (
  id          INTEGER PRIMARY KEY,
  portee      TEXT NOT NULL,
  source      INTEGER NOT NULL REFERENCES source (id),
  voie        TEXT NOT NULL,
  millesime   TEXT NOT NULL,                  -- '2024' one cohort or session, '2023_2024' two cohorts pooled
  population  TEXT,                           -- 'ensemble', 'scolaires', 'apprentis', 'niveau_3'... or NULL
  origine     TEXT NOT NULL CHECK (origine IN ('propre', 'ancienne', 'nouvelle', 'autre_site')),
  UNIQUE (portee, source, voie, millesime, population, origine)
) STRICT;

-- One row of a source: a formation (NULL: the whole établissement) at a place. `motif` is the pattern of its gaps.
CREATE TABLE ligne (
  id                 INTEGER PRIMARY KEY,
  formation          INTEGER REFERENCES formation (id),
  lieu               TEXT NOT NULL,           -- 'fr', 'reg:53' or a UAI
  lot                INTEGER NOT NULL REFERENCES lot (id),
  motif              INTEGER NOT NULL,        -- 0: every cell has a value
  formation_origine  INTEGER REFERENCES formation (id),  -- whose figures they are, when not its own
  libelle_source     TEXT,                    -- what the source calls the formation, where only labels could be matched
  sites              INTEGER                  -- places of a CFA that show this same figure, when it is another one's
) STRICT;
CREATE INDEX ligne_cle ON ligne (lieu, formation);

-- A published value as published.
CREATE TABLE chiffre (
  ligne       INTEGER NOT NULL REFERENCES ligne (id),
  indicateur  INTEGER NOT NULL REFERENCES indicateur (id),
  valeur      ANY NOT NULL,                   -- integer or one-decimal number
  effectif    INTEGER,                        -- denominator of this indicator, >= 20, NULL when not published
  numerateur  INTEGER,                        -- only to compute the doubt, never shown alone under 20
  recalcule   INTEGER NOT NULL CHECK (recalcule IN (0, 1)),
  PRIMARY KEY (ligne, indicateur)
) STRICT, WITHOUT ROWID;

-- The cells of a row that have no value, and why: a pattern shared by every row with the same gaps.
CREATE TABLE motif (
  id          INTEGER NOT NULL,
  indicateur  INTEGER NOT NULL REFERENCES indicateur (id),
  statut      INTEGER NOT NULL REFERENCES statut (id),
  PRIMARY KEY (id, indicateur)
) STRICT, WITHOUT ROWID;

CREATE VIEW mesure AS
  SELECT l.id, l.formation, l.lieu, t.voie, t.millesime, t.population, t.source, t.origine, l.formation_origine,
         t.portee, l.libelle_source
  FROM ligne l JOIN lot t ON t.id = l.lot;

-- One cell: a published value, or the reason why there is none. Statut 1 is 'valeur'.
CREATE VIEW valeur AS
  SELECT c.ligne AS mesure, c.indicateur, 1 AS statut, c.valeur, c.effectif, c.numerateur, c.recalcule FROM chiffre c
  UNION ALL
  SELECT l.id, m.indicateur, m.statut, NULL, NULL, NULL, 0 FROM ligne l JOIN motif m ON m.id = l.motif;

-- Jobs of the ROME: what the codes in formation.rome say.
CREATE TABLE metier (
  code     TEXT PRIMARY KEY,
  libelle  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Whom to turn to: centres d'information et d'orientation, missions locales.
CREATE TABLE structure (
  id           INTEGER PRIMARY KEY,           -- in display order: genre, département, folded name
  genre        TEXT NOT NULL CHECK (genre IN ('cio', 'mission_locale')),
  code         TEXT NOT NULL,                 -- UAI of a CIO, number of a mission locale
  nom          TEXT NOT NULL,
  adresse      TEXT,
  code_postal  TEXT,
  commune_nom  TEXT,
  departement  TEXT NOT NULL,
  region       TEXT,
  telephone    TEXT,
  site         TEXT,
  latitude     REAL,
  longitude    REAL,
  source       INTEGER NOT NULL REFERENCES source (id),
  UNIQUE (genre, code)
) STRICT;

-- Which cohorts of formation-level rows exist where: what is absent from here was not loaded, which is not the same as
-- not measured. `lieu` is 'fr', 'reg:53'..., or the word 'etablissement' for all UAI together. Filled by the writer:
-- SELECT DISTINCT CASE WHEN lieu = 'fr' OR lieu LIKE '%:%' THEN lieu ELSE 'etablissement' END, voie, millesime
-- FROM mesure WHERE portee = 'formation'
CREATE TABLE promotion (
  lieu       TEXT NOT NULL,
  voie       TEXT NOT NULL,
  millesime  TEXT NOT NULL,
  PRIMARY KEY (lieu, voie, millesime)
) STRICT, WITHOUT ROWID;

-- The doubt, back-tested on the cohorts at hand (DOMAIN.md §6.6).
CREATE TABLE calibration (
  indicateur       TEXT NOT NULL,
  voie             TEXT NOT NULL,
  millesimes       TEXT NOT NULL,             -- JSON list of pairs, [["2019_2020", "2021_2022"]]
  n                INTEGER NOT NULL,          -- rows compared
  decalage         REAL NOT NULL,             -- common shift, percentage points
  z_plage          REAL NOT NULL,
  part_plage       REAL,                      -- share inside at z_plage, common shift removed
  part_plage_brute REAL,                      -- share inside at z_plage, nothing removed
  part_wilson      REAL,                      -- share inside Wilson's 95 % interval, shift removed
  part_wilson_brute REAL,
  z_ecart          REAL NOT NULL,
  paires_nettes    INTEGER NOT NULL,
  part_nette       REAL,                      -- net pairs that kept their order
  part_inversee    REAL,                      -- net pairs that were net the other way round
  part_indecise    REAL,                      -- undecided pairs that kept their order
  regroupee        INTEGER NOT NULL CHECK (regroupee IN (0, 1)),   -- both voies pooled, for want of rows
  par_defaut       INTEGER NOT NULL CHECK (par_defaut IN (0, 1)),  -- not measured: the cautious default
  PRIMARY KEY (indicateur, voie)
) STRICT, WITHOUT ROWID;

CREATE TABLE couverture (
  niveau         TEXT NOT NULL,               -- 'region' or 'etablissement'
  voie           TEXT NOT NULL,
  diplome        TEXT NOT NULL,
  region         TEXT NOT NULL,
  formations     INTEGER NOT NULL,
  avec_chiffre   INTEGER NOT NULL,
  par_continuum  INTEGER NOT NULL,
  sous_seuil     INTEGER NOT NULL,
  PRIMARY KEY (niveau, voie, diplome, region)
) STRICT, WITHOUT ROWID;

-- Search: folded words. A word of a query matches by prefix; formation words and place words meet in `offre`.
CREATE TABLE mot_formation (
  mot        TEXT NOT NULL,
  formation  INTEGER NOT NULL REFERENCES formation (id),
  ancien     INTEGER NOT NULL CHECK (ancien IN (0, 1)),   -- 1: only an older label or a code says it
  PRIMARY KEY (mot, formation)
) STRICT, WITHOUT ROWID;

CREATE TABLE mot_lieu (
  mot            TEXT NOT NULL,
  etablissement  INTEGER NOT NULL REFERENCES etablissement (id),
  PRIMARY KEY (mot, etablissement)
) STRICT, WITHOUT ROWID;
