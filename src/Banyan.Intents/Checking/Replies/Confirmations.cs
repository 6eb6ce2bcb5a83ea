using System.Text.RegularExpressions;
using Banyan.Intents.Checking.Binding;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Replies;

/// <summary>The words that answer a confirmation.</summary>
internal sealed partial class Confirmations(TimeProvider time) : IConfirmations
{
    /// <summary>Wrong codes that end a confirmation.</summary>
    public const int MaxTries = 5;

    private static readonly string[] Yes = ["y", "yes", "yep", "yeah", "ok", "okay", "sure", "confirm", "approve", "go ahead", "do it", "yes please", "yes do it", "please do", "ja"];
    private static readonly string[] No = ["n", "no", "nope", "no thanks", "no thank you", "cancel", "stop", "decline", "don't", "do not", "never mind", "nevermind", "not now", "nein"];

    /// <inheritdoc/>
    public ConfirmationSaid Read(string text)
    {
        if (text.Length > 80)
        {
            return new ConfirmationSaid(null, null);
        }

        var words = string.Join(' ', SpokenText.Of(text).Text.Trim(' ', '.', '!', ',', '"', '\'').Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (Of(words) is { } plain)
        {
            return new ConfirmationSaid(plain, null);
        }

        // Whatever four signs end a yes are meant as its code: a slip is a wrong code, not another message.
        return CodeAtEnd().Match(words) is { Success: true } match && Of(words[..match.Index].Trim(' ', ',', ':', '-')) is { } isYes
            ? new ConfirmationSaid(isYes, Unmistaken(match.Value))
            : new ConfirmationSaid(null, null);
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

    private static bool? Of(string words) => Yes.Contains(words, StringComparer.Ordinal) ? true : No.Contains(words, StringComparer.Ordinal) ? false : null;

    // I and L are read as 1, O as 0, as Crockford has it.
    private static string Unmistaken(string code) => code.ToUpperInvariant().Replace('I', '1').Replace('L', '1').Replace('O', '0');

    [GeneratedRegex(@"(?<![a-z0-9])[a-z0-9]{4}\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex CodeAtEnd();
}
