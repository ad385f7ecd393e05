"""Accented texts that the tests of labels learn from."""

from __future__ import annotations

TEXTS = [
    "CAP pâtissier",
    "Maçon / Maçonne",
    "Contrôle qualité du bâtiment",
    "Agent de contrôle et de maintenance",
    "Produits contrôlés par un agent",
    "Maintenance des véhicules et des matériels",
    "Réglage à l'atelier",
    "Moniteur d'escalade à l'extérieur",
    "Diplôme d'État de moniteur",
    "Diplôme d'État d'infirmier",
    "Réparation tous corps d'état",
    "Soudage TIG et tuyauterie",
    "Œuvres d'art et d'ébénisterie",
    "Équipements électriques de l'événement",
    "Voitures particulières",
    "Procédé traité",
    "Le procédé traite",
    "Métiers de la construction durable, du bâtiment et des travaux publics",
    "Métiers des productions",
]
