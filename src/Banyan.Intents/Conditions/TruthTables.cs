namespace Banyan.Intents.Conditions;

/// <summary>Kleene's three-valued connectives.</summary>
internal static class TruthTables
{
    /// <summary>Both.</summary>
    public static Truth And(this Truth one, Truth other) => one < other ? one : other;

    /// <summary>At least one.</summary>
    public static Truth Or(this Truth one, Truth other) => one > other ? one : other;

    /// <summary>The opposite; unknown stays unknown.</summary>
    public static Truth Not(this Truth one) => (Truth)(Truth.True - one);

    /// <summary><c>true</c>, <c>false</c> or <c>unknown</c>, as verdicts say it.</summary>
    public static string Word(this Truth truth) => truth switch
    {
        Truth.True => "true",
        Truth.False => "false",
        Truth.Unknown => "unknown",
    };
}
