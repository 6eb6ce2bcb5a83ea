using Banyan.Wire.Usage;

namespace Banyan.Wire.Hub;

/// <summary>Adds the events of an answer up to the whole answer, for writers of whole bodies and for comparing streams.</summary>
public sealed class HubFold
{
    private readonly SortedDictionary<int, HubFoldedChoice> _choices = [];

    /// <summary>The upstream's id of the answer; empty when it gave none.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The upstream's own name of the model; empty when it gave none.</summary>
    public string Model { get; private set; } = "";

    /// <summary>When, in the upstream's words; 0 when not told.</summary>
    public long CreatedUnixSeconds { get; private set; }

    /// <summary>The choices by index.</summary>
    public IReadOnlyCollection<HubFoldedChoice> Choices => _choices.Values;

    /// <summary>All counts told so far; null when none were.</summary>
    public ReportedUsage? Usage { get; private set; }

    /// <summary>The error the upstream told; null when it told none.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Whether the end mark came: only then is the answer whole.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Names of what the upstream sent that has no form elsewhere.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>Takes one event in.</summary>
    public void Add(HubEvent happened)
    {
        switch (happened)
        {
            case HubStart start:
                Id = start.Id.Length > 0 ? start.Id : Id;
                Model = start.Model.Length > 0 ? start.Model : Model;
                CreatedUnixSeconds = start.CreatedUnixSeconds != 0 ? start.CreatedUnixSeconds : CreatedUnixSeconds;
                break;
            case HubTextDelta text:
                Choice(text.Choice).AddText(HubBlockKind.Text, text.Text);
                break;
            case HubRefusalDelta refusal:
                Choice(refusal.Choice).AddText(HubBlockKind.Refusal, refusal.Text);
                break;
            case HubThoughtDelta thought:
                Choice(thought.Choice).AddText(HubBlockKind.Thought, thought.Text);
                break;
            case HubTextEnd end:
                Choice(end.Choice).EndBlock();
                break;
            case HubThoughtEnd end:
                Choice(end.Choice).EndThought(end);
                break;
            case HubCallStart or HubCallDelta or HubCallEnd:
                AddCall(happened);
                break;
            case HubCitation citation:
                Choice(citation.Choice).Citations.Add(citation);
                break;
            case HubLogprobs logprobs:
                Choice(logprobs.Choice).Logprobs.Add(logprobs.Raw);
                break;
            case HubFinish finish:
                Choice(finish.Choice).Finish ??= finish;
                break;
            case HubUsage usage:
                Usage = Usage is null ? usage.Usage : Usage.Then(usage.Usage);
                break;
            case HubUnknown unknown:
                Unknown.Add(unknown.At);
                break;
            case HubError error:
                Failure ??= error.Failure;
                break;
            case HubEnd:
                IsComplete = true;
                break;
        }
    }

    private void AddCall(HubEvent happened)
    {
        switch (happened)
        {
            case HubCallStart start:
                Choice(start.Choice).StartCall(start);
                break;
            case HubCallDelta delta:
                Choice(delta.Choice).AddArguments(delta);
                break;
            case HubCallEnd end:
                Choice(end.Choice).EndCall(end.Index);
                break;
        }
    }

    private HubFoldedChoice Choice(int index)
    {
        if (!_choices.TryGetValue(index, out var choice))
        {
            _choices[index] = choice = new HubFoldedChoice(index);
        }

        return choice;
    }
}
