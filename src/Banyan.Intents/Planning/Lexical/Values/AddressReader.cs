using System.Text.RegularExpressions;

namespace Banyan.Intents.Planning.Lexical.Values;

/// <summary>Reads <c>12 Oak Street, Leeds LS1 4AB</c> and its like: house number and street, town, postcode.</summary>
internal static partial class AddressReader
{
    /// <summary>The first address of a text; null when there is none.</summary>
    public static FoundAddress? Read(string text)
    {
        var match = Address().Match(text);
        return match.Success
            ? new FoundAddress(match.Groups["street"].Value.Trim(), match.Groups["city"].Value.Trim(' ', ','), match.Groups["zip"].Value.Trim(), match.Index, match.Index + match.Length)
            : null;
    }

    [GeneratedRegex(@"(?<![\w#$])(?<street>\d{1,5}[a-z]?\s+(?:[\p{L}'.-]+\s+){0,4}?[\p{L}'.-]+)\s*(?:,|\s)\s*(?<=,\s*|\b(?:street|st\.?|road|rd\.?|avenue|ave\.?|lane|ln\.?|close|drive|dr\.?|way|court|place|hill|terrace|square|parade|row|gardens|boulevard|blvd\.?)\s+)(?<city>\p{L}[\p{L}'.-]*(?:\s\p{L}[\p{L}'.-]*){0,3}?)\s*,?\s+(?<zip>[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}|(?:[a-z]{2}\s+)?\d{5}(?:-\d{4})?)(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Address();
}
