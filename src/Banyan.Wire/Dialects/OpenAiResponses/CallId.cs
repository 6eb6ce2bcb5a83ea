namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Call ids this dialect takes.</summary>
internal static class CallId
{
    private const int MostCharacters = 64;

    /// <summary>The id itself where it fits, else one made from it, so that a call and its result still meet.</summary>
    public static string Fit(string? id)
    {
        var told = id ?? "";
        return told.Length is > 0 and <= MostCharacters && told.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')
            ? told
            : DerivedId.Make("call_", told);
    }
}
