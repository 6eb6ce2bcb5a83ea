using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Banyan.Intents.Checking.Binding;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Replies;

/// <summary>Codes of confirmations and the words that answer them.</summary>
internal sealed partial class Confirmations(TimeProvider time) : IConfirmations
{
    /// <summary>Wrong codes that end a confirmation.</summary>
    public const int MaxTries = 5;

    // Crockford's letters: none that are taken for a digit, and no U.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly string[] Yes = ["y", "yes", "yep", "yeah", "ok", "okay", "sure", "confirm", "approve", "go ahead", "do it", "yes please", "yes do it", "please do", "ja"];
    private static readonly string[] No = ["n", "no", "nope", "no thanks", "no thank you", "cancel", "stop", "decline", "don't", "do not", "never mind", "nevermind", "not now", "nein"];

    /// <inheritdoc/>
    public string CodeOf(IReadOnlyList<string> hashes, int attempt)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{attempt}\n{string.Join('\n', hashes.Order(StringComparer.Ordinal))}"));
        var code = new string([.. bytes.Take(4).Select(one => Letters[one & 31])]);

        // A code has letters and digits: no word and no order's number is taken for one.
        return code.Any(char.IsAsciiDigit) && code.Any(char.IsAsciiLetter) ? code : string.Concat(code.AsSpan(0, 2), Letters.AsSpan(10 + (bytes[4] % 22), 1), Letters.AsSpan(bytes[5] % 10, 1));
    }

    /// <inheritdoc/>
    public ConfirmationSaid Read(string text)
    {
        if (text.Length > 80)
        {
            return new ConfirmationSaid(null, null);
        }

        var words = string.Join(' ', SpokenText.Of(text).Text.Trim(' ', '.', '!', ',', '"', '\'').Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var code = CodeAtEnd().Match(words) is { Success: true } match ? match.Value : null;
        var rest = code is null ? words : words[..^code.Length].Trim(' ', ',', ':', '-');
        bool? isYes = Yes.Contains(rest, StringComparer.Ordinal) ? true : No.Contains(rest, StringComparer.Ordinal) ? false : null;
        return isYes is null ? new ConfirmationSaid(null, null) : new ConfirmationSaid(isYes, code is null ? null : Unmistaken(code));
    }

    /// <inheritdoc/>
    public ConfirmationVerdict Decide(OpenConfirmation open, ConfirmationSaid said, Subject by, string conversationId)
    {
        if (said.IsYes is not { } isYes)
        {
            return ConfirmationVerdict.NoAnswer;
        }

        if (!open.IsOpen || open.Tenant != by.Tenant || open.SubjectId != by.Id || open.ConversationId != conversationId)
        {
            return ConfirmationVerdict.Mismatch;
        }

        if (time.GetUtcNow() >= open.ExpiresAt)
        {
            return ConfirmationVerdict.Expired;
        }

        if (said.Code is { } code && !string.Equals(code, Unmistaken(open.Code), StringComparison.Ordinal))
        {
            return open.Tries + 1 >= MaxTries ? ConfirmationVerdict.Cancelled : ConfirmationVerdict.WrongCode;
        }

        return isYes ? ConfirmationVerdict.Given : ConfirmationVerdict.Declined;
    }

    // I and L are read as 1, O as 0, as Crockford has it.
    private static string Unmistaken(string code) => code.ToUpperInvariant().Replace('I', '1').Replace('L', '1').Replace('O', '0');

    // Four characters with a letter and a digit among them: "yes okay" and "yes 1002" have no code.
    [GeneratedRegex(@"(?<![a-z0-9])(?=[a-z0-9]*[0-9])(?=[a-z0-9]*[a-z])[a-z0-9]{4}\z", RegexOptions.CultureInvariant, 100)]
    private static partial Regex CodeAtEnd();
}
