using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Intents.Answering.Templates;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Answering;

/// <summary>A step's outcome in words made by code: what was found, and why something was not done. The same words for "not yours" and "not there".</summary>
internal static class StepWording
{
    private const int MostFields = 12;
    private const int MostOfAList = 20;

    /// <summary>What became of a step; null when there is nothing to say (a step that succeeded and was told by the template).</summary>
    public static string? NotDone(PlanStep step, StepOutcome outcome, Intent? intent) => outcome.Status switch
    {
        StepStatus.Skipped => $"{Subject(intent, step)}: not done, {Condition(outcome)}.",
        StepStatus.Denied => $"{Subject(intent, step)}: {Refusal(outcome.Problem)}",
        StepStatus.Failed => $"{Subject(intent, step)}: {Failure(outcome.Problem)}",
        StepStatus.UnknownOutcome => $"{Subject(intent, step)}: it was sent, but I could not learn whether it was done. Please check before you try again; I will not send it twice.",
        StepStatus.Compensated => $"{Subject(intent, step)}: it was done and has been taken back.",
        StepStatus.Blocked when outcome.Problem is { Code: not ProblemWords.ArgMissing } => $"{Subject(intent, step)}: not done, since something before it was not done.",
        _ => null,
    };

    /// <summary>What a step found or did, without a template.</summary>
    public static string Done(PlanStep step, StepOutcome outcome, Intent? intent)
    {
        if (outcome.Value is not { } value)
        {
            return $"{Subject(intent, step)}: done.";
        }

        var list = value.ValueKind == JsonValueKind.Array ? value : OnlyList(value);
        return list is { } records ? List(Subject(intent, step), records) : $"{Subject(intent, step)}: {Record(value)}.";
    }

    /// <summary>A record's scalar members in words.</summary>
    public static string Record(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            return ValueWords.Of(record, null);
        }

        return string.Join(", ", record.EnumerateObject()
            .Where(member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            .Take(MostFields)
            .Select(member => $"{ValueWords.Name(member.Name)} {ValueWords.Of(member.Value, null)}"));
    }

    private static string List(string subject, JsonElement records)
    {
        if (records.GetArrayLength() == 0)
        {
            return $"{subject}: there are none.";
        }

        var text = new StringBuilder(subject).Append(':');
        foreach (var record in records.EnumerateArray().Take(MostOfAList))
        {
            text.Append("\n- ").Append(Record(record));
        }

        if (records.GetArrayLength() > MostOfAList)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n… and {records.GetArrayLength() - MostOfAList} more");
        }

        return text.ToString();
    }

    private static JsonElement? OnlyList(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var lists = value.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array).Take(2).ToList();
        return lists.Count == 1 && !value.EnumerateObject().Any(member => member.Value.ValueKind == JsonValueKind.String) ? lists[0].Value : null;
    }

    private static string Subject(Intent? intent, PlanStep step) => intent?.Title ?? step.Intent;

    private static string Condition(StepOutcome outcome)
    {
        if (outcome.Condition is not { } condition)
        {
            return "its condition does not hold";
        }

        var seen = string.Join(", ", condition.Evidence.Select(seen => $"{ValueWords.Name(Last(seen.Key))} is {seen.Value}"));
        var because = seen.Length > 0 ? $" ({seen})" : "";
        return condition.Value == "unknown" ? $"since I could not tell whether “{condition.Text}” holds{because}" : $"since “{condition.Text}” does not hold{because}";
    }

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static string Refusal(Problem? problem) => problem?.Code switch
    {
        ProblemWords.DeniedOwner or ProblemWords.DeniedSubject or ProblemWords.DeniedOwnerUnproven =>
            "I found nothing like that among your own records, and I only show or change what is yours.",
        ProblemWords.DeniedTaint => "not done, because an address or amount in it did not come from you.",
        ProblemWords.ConfirmExpired => "not done; the confirmation came too late. Ask again if you still want it.",
        ProblemWords.ConfirmDeclined => "not done, as you wished.",
        ProblemWords.ConfirmMismatch => "not done; that was not the right confirmation.",
        ProblemWords.BudgetExceeded => "not done; this message has reached its limits. Ask for less at once, or later.",
        ProblemWords.DeniedScope or ProblemWords.IntentQuarantined => "you can't do that here.",
        ProblemWords.IntentStopped => "that is switched off for now.",
        null => "not done.",
        _ => "not done. " + problem.Detail,
    };

    private static string Failure(Problem? problem) => problem?.Code switch
    {
        ProblemWords.BackendUnavailable or ProblemWords.BackendUnreachable => "temporarily unavailable; nothing was changed. Please try again later.",
        ProblemWords.BackendTimeout => "there was no answer in time. Please try again later.",
        ProblemWords.BackendContract => "the system behind it did not answer as it should. Please try again later.",
        ProblemWords.RefMissing => "not done; something it needs was not found.",
        null => "it could not be done.",
        _ => "it could not be done: " + problem.Detail,
    };
}
