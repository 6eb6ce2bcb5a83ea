using System.Collections.Frozen;

namespace Banyan.Gateway.Catalog.Secrets;

/// <summary>Values nobody means: what examples leave where a secret belongs.</summary>
internal static class Placeholders
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "changeme", "changethis", "replaceme", "replacethis", "placeholder", "todo", "tbd", "fixme", "none", "null", "secret", "password",
        "apikey", "yourkey", "yourapikey", "yoursecret", "yourkeyhere", "yourapikeyhere", "yoursecrethere", "insertkeyhere", "addkeyhere", "example", "skyourkeyhere",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a value is a placeholder: a known word, <c>&lt;...&gt;</c>, or one character over and over.</summary>
    public static bool IsOne(string value)
    {
        var trimmed = value.Trim();
        if (trimmed is ['<', .., '>'] || trimmed.Contains("${", StringComparison.Ordinal))
        {
            return true;
        }

        var letters = new string([.. trimmed.Where(char.IsLetterOrDigit)]);
        var body = letters.StartsWith("sk", StringComparison.OrdinalIgnoreCase) && letters.Length > 4 ? letters[2..] : letters;
        return letters.Length == 0 || Words.Contains(letters) || (body.Length >= 3 && body.All(c => char.ToUpperInvariant(c) == char.ToUpperInvariant(body[0])));
    }
}
