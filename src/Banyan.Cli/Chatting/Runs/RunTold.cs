using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Cli.Http;

namespace Banyan.Cli.Chatting.Runs;

/// <summary>What is known of a message's run so far; filled while its events come. A reply to its question goes on with the same run.</summary>
internal sealed class RunTold
{
    private readonly List<StepTold> _steps = [];

    /// <summary>The run; null before it was told.</summary>
    public string? RunId { get; set; }

    /// <summary>The number of the last event that came; null before the first.</summary>
    public long? Sequence { get; private set; }

    /// <summary>Whether something came since the last thing was sent.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>The plan; null before it was made.</summary>
    public JsonElement? Plan { get; private set; }

    /// <summary>Its steps, in its order.</summary>
    public IReadOnlyList<StepTold> Steps => _steps;

    /// <summary>Why the message was refused before anything ran; null when it was not.</summary>
    public string? Refused { get; private set; }

    /// <summary>The question that is open; null for none.</summary>
    public ConfirmationTold? Confirmation { get; private set; }

    /// <summary>The answer's text, as far as it came.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>The whole answer; null while it is not over.</summary>
    public JsonElement? Answer { get; private set; }

    /// <summary>What the service wants to know; null when it asks nothing.</summary>
    public string? Question => Answer is { } answer && Members.Object(answer, "clarify") is { } clarify ? Members.Text(clarify, "question") : null;

    /// <summary>Ready for what comes after a reply.</summary>
    public void GoOn()
    {
        (HasBegun, Confirmation, Answer) = (false, null, null);
        Text.Clear();
    }

    /// <summary>Takes an event in.</summary>
    /// <returns>False when it came before and says nothing new.</returns>
    public bool Take(RunEvent happened)
    {
        if (happened.Sequence is { } sequence)
        {
            if (sequence <= Sequence)
            {
                return false;
            }

            Sequence = sequence;
        }

        HasBegun |= happened.Sequence is not null;
        Read(happened);
        return true;
    }

    /// <summary>The step of an id; null when none was told.</summary>
    public StepTold? Step(string? id) => _steps.Find(step => step.Id == id);

    private void Read(RunEvent happened)
    {
        var data = happened.Data;
        switch (happened.Kind)
        {
            case "run.started":
                RunId = Members.Text(data, "runId") ?? RunId;
                break;
            case "plan.ready":
                Plan = data;
                TakeSteps(data);
                break;
            case "refused":
                Refused = Members.Text(data, "reason") ?? "";
                break;
            case "step.started" or "step.finished":
                TakeStep(data);
                break;
            case "confirmation.required":
                Confirmation = Asked(data);
                break;
            case "answer.delta":
                Text.Append(Members.Text(data, "text"));
                break;
            case "run.finished":
                Answer = data;
                RunId = Members.Text(data, "runId") ?? RunId;
                Confirmation = Members.Object(data, "confirmation") is { } asked ? Asked(asked) : null;
                TakeSteps(data);
                break;
        }
    }

    private void TakeSteps(JsonElement owner)
    {
        foreach (var step in Members.Items(owner, "steps"))
        {
            TakeStep(step);
        }
    }

    private void TakeStep(JsonElement face)
    {
        if (Members.Text(face, "id") is not { } id)
        {
            return;
        }

        var at = _steps.FindIndex(step => step.Id == id);
        if (at < 0)
        {
            at = _steps.Count;
            _steps.Add(new StepTold { Id = id, Number = NumberOf(id) ?? at + 1, Intent = Members.Text(face, "intent") ?? id, When = Members.Text(face, "when") });
        }

        _steps[at] = _steps[at].Take(face);
    }

    // What goes on after a reply tells its later steps first: their ids say where they stand.
    private static int? NumberOf(string id) =>
        id is ['s', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ConfirmationTold? Asked(JsonElement data) =>
        Members.Text(data, "id") is { } code ? new ConfirmationTold(code, Members.Text(data, "text") ?? "Go on?") : null;
}
