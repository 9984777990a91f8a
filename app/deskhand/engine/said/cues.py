"""Words beside a number that say what it is. All languages are in one table: what they share does no harm."""


def _words(*rows: str) -> frozenset[str]:
    return frozenset(word for row in rows for word in row.split())


CALLS = _words(
    "phone telephone call calling ring reach mobile cell text dial contact back on landline whatsapp",
    "handy telefon mobil erreichen rückruf rückrufnummer erreichbar",
    "teléfono llamar llámeme móvil celular",
    "téléphone rappeler rappelez-moi portable joindre",
)
"""Before a number to call."""

OTHERS = _words(
    "order account reference tracking invoice policy serial claim ticket case part model registration booking member",
    "membership customer card iban vat confirmation receipt contract license licence quote passport vin imei meter",
    "bestellung bestellnummer auftrag auftragsnummer rechnung rechnungsnummer kundennummer kontonummer vertragsnummer",
    "pedido factura cuenta referencia cliente",
    "commande facture référence client dossier compte",
)
"""Before any other number."""

NUMBERS = _words("number nummer número numéro")
OURS = _words("my our the his her their meine unsere die mi nuestro el mon notre le")
"""``OURS`` ``NUMBERS`` ("my number") is a number to call, unless it is said of what."""

EXTENSIONS = _words("extension ext x durchwahl extensión poste")
IS = _words("is number ist es est")
PAUSES = _words("um uh er erm ähm eh euh dash hyphen space then bindestrich guion tiret")
"""Said between the digits of one number."""
