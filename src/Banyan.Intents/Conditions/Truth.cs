namespace Banyan.Intents.Conditions;

/// <summary>What a condition may come to. The order makes AND the smaller and OR the larger of two (Kleene's strong logic).</summary>
internal enum Truth
{
    /// <summary>No.</summary>
    False,

    /// <summary>Nobody can say: a field is missing, or of another type.</summary>
    Unknown,

    /// <summary>Yes.</summary>
    True,
}
