using System.Collections.Frozen;

namespace Banyan.Gateway.Catalog;

/// <summary>Every code a problem can have, with its meaning. A code never changes its meaning; a retired one is not used again.</summary>
internal static class ProblemCode
{
    public const string Unreadable = "CFG001";
    public const string UnknownKey = "CFG002";
    public const string WrongType = "CFG003";
    public const string OutOfRange = "CFG004";
    public const string Duplicate = "CFG005";
    public const string MissingVariable = "CFG006";
    public const string MissingSetting = "CFG007";
    public const string UnknownType = "CFG010";
    public const string BadAddress = "CFG011";
    public const string Unconfigured = "CFG012";
    public const string LiteralSecret = "CFG013";
    public const string UnreadableSecret = "CFG014";
    public const string PlaceholderSecret = "CFG015";
    public const string BadQuirk = "CFG016";
    public const string TimeoutOrder = "CFG017";
    public const string UnknownProvider = "CFG020";
    public const string OutputAboveContext = "CFG021";
    public const string PriceTooHigh = "CFG022";
    public const string NoPrice = "CFG023";
    public const string StalePrice = "CFG024";
    public const string Unresolvable = "CFG030";
    public const string Cycle = "CFG031";
    public const string TargetUnconfigured = "CFG032";
    public const string NameHidden = "CFG033";
    public const string BadCondition = "CFG040";
    public const string NeverMatches = "CFG041";
    public const string Shadowed = "CFG042";
    public const string UnknownTimeZone = "CFG050";
    public const string BadDegrade = "CFG051";
    public const string NotInEffect = "CFG060";
    public const string RestartNeeded = "CFG061";
    public const string BackendAbsent = "CFG062";
    public const string Locked = "CFG063";
    public const string NotKept = "CFG064";

    /// <summary>Code, what it means, in order.</summary>
    public static FrozenDictionary<string, string> Meanings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Unreadable] = "The document cannot be read: the file is missing, too big, or not YAML or JSON.",
        [UnknownKey] = "A key that no setting has; the nearest known name is given.",
        [WrongType] = "A value of the wrong form, as text where a duration is wanted.",
        [OutOfRange] = "A value outside its bounds or not among the words allowed.",
        [Duplicate] = "A name that stands twice.",
        [MissingVariable] = "A `${VAR}` without a default whose variable is not set.",
        [MissingSetting] = "A setting that must be given is not.",
        [UnknownType] = "A provider type or quirk set nobody knows.",
        [BadAddress] = "An address that is missing or is not an absolute http or https URL.",
        [Unconfigured] = "A provider without a key: it is UNCONFIGURED and skipped (warning).",
        [LiteralSecret] = "A secret written into the document; a password inside a connection string is a warning.",
        [UnreadableSecret] = "A secret that cannot be read now (warning: the last good value is kept, or the provider is UNCONFIGURED).",
        [PlaceholderSecret] = "A secret whose value is a placeholder such as `changeme`.",
        [BadQuirk] = "A quirk nobody knows, or a value it does not take.",
        [TimeoutOrder] = "Timeouts out of order: connect <= firstToken <= total <= requestTimeout.",
        [UnknownProvider] = "A model whose name does not begin with a declared provider.",
        [OutputAboveContext] = "A model whose maxOutput is not below its context.",
        [PriceTooHigh] = "A price above 0.01 USD per token: probably per token and per million mixed up.",
        [NoPrice] = "A model without a price (warning; it is refused when asked while `unpricedModels` is `block`).",
        [StalePrice] = "Built-in list prices older than 90 days are in use (warning).",
        [Unresolvable] = "A name that is neither an alias nor a model.",
        [Cycle] = "Aliases that lead back to themselves.",
        [TargetUnconfigured] = "A reference to a model of an UNCONFIGURED provider (warning).",
        [NameHidden] = "An alias that hides a model of the same name (warning).",
        [BadCondition] = "A routing condition that cannot be read.",
        [NeverMatches] = "A routing rule that can never match (warning).",
        [Shadowed] = "A routing rule that an earlier rule always beats (warning).",
        [UnknownTimeZone] = "A time zone the system does not know.",
        [BadDegrade] = "A `degradeTo` that is missing, superfluous or cannot be reached.",
        [NotInEffect] = "A setting that is accepted and checked but has no effect yet (warning).",
        [RestartNeeded] = "A change under `server` or `storage` that waits for a restart (warning).",
        [Locked] = "A setting kept in the database under a path of `locks`: the file wins (warning).",
        [NotKept] = "A section that only the file and the environment can set; in the database it is left out (warning).",
        [BackendAbsent] = "A backend that is chosen but not configured (warning).",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
