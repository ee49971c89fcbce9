"""The closed lists of words that the tables use; one word for one thing everywhere."""

STATES = ("open", "restricted", "closed")
SIDES = ("AF", "PK", "both")
DIRECTIONS = ("AF_to_PK", "PK_to_AF", "both")
COUNTRIES = ("AF", "PK", "IR")
BASES = ("observed", "announced", "denied")
CAUSES = (
    "clash",
    "security",
    "political",
    "health",
    "election",
    "visa_rule",
    "tribal_fighting",
    "natural",
    "technical",
    "strike",
    "agreement",
    "other",
)
CONFIDENCE = ("A", "B", "C")
INCIDENT_KINDS = (
    "exchange_of_fire",
    "shelling",
    "attack",
    "bombing",
    "seizure_of_post",
    "fence_dispute",
    "protest_sit_in",
    "natural_hazard",
    "deportation_flow",
    "other",
)
PRECISIONS = ("exact", "near", "district", "province", "line", "country")
COARSENINGS = ("grid", "district", "crossing")
PLACE_ROLES = ("at", "from", "towards", "area")
CLAIM_MEASURES = ("killed", "injured", "killed_or_injured", "detained", "displaced", "crossed", "posts_taken")
SOURCE_KINDS = ("original", "agency_copy", "repost", "mirror", "citation", "scraper")
CROSSING_KINDS = ("formal_international", "formal_local", "informal", "informal_closed", "unknown")
SCOPES = ("listed", "whole_line", "not_stated")
POLICY_KINDS = ("closure", "entry_rule", "hours", "trade_rule", "deadline", "truce", "stay", "other")
LINE_SIDES = ("AF", "PK", "undecided")
PLACE_KINDS = (
    "city",
    "town",
    "village",
    "locality",
    "post",
    "gate",
    "fort",
    "camp",
    "base",
    "dry_port",
    "pass",
    "valley",
    "area",
    "tehsil",
    "district",
)

# The flow tree: a statement on a branch applies to its leaves.
FLOW_TREE: dict[str, tuple[str, ...]] = {
    "all": ("cargo", "people"),
    "cargo": ("commercial", "transit", "humanitarian", "military"),
    "people": ("pedestrian", "patients", "returnees", "porters", "stranded"),
}
FLOWS = ("all", *FLOW_TREE["all"], *FLOW_TREE["cargo"], *FLOW_TREE["people"])
