using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Translation;

/// <summary>Reads one answer of any language, streamed or whole, into plain values. One instance per answer; not thread-safe.</summary>
/// <remarks>Of several choices the first is read. An answer without its end mark is told as a <see cref="Failure"/>, never as whole.</remarks>
public sealed class PlainAnswer
{
    private readonly IAnswerReader _reader;
    private readonly HubFold _fold = new();
    private readonly List<HubEvent> _events = [];
    private readonly List<PlainPiece> _pieces = [];
    private readonly HashSet<int> _told = [];

    /// <summary>Starts reading an answer.</summary>
    /// <param name="dialect">The language it comes in.</param>
    public PlainAnswer(Dialect dialect) => _reader = dialect.CreateReader(new AnswerFacts());

    /// <summary>The visible text so far, refusals included.</summary>
    public string Text => string.Concat(Blocks(HubBlockKind.Text, HubBlockKind.Refusal));

    /// <summary>The reasoning so far.</summary>
    public string Reasoning => string.Join('\n', Blocks(HubBlockKind.Thought));

    /// <summary>The calls so far, cut ones left out.</summary>
    public IReadOnlyList<PlainCall> Calls => [.. First is { } choice ? choice.Blocks.Where(block => block is { Kind: HubBlockKind.Call, IsClosed: true }).Select(CallOf) : []];

    /// <summary>Why it finished: <c>stop length tool_calls content_filter</c>; null when it did not.</summary>
    public string? Finish => First is { Finish: { } finish } choice ? WordOf(finish.Reason, choice.HasCalls) : null;

    /// <summary>The upstream's own name of the model; empty when it gave none.</summary>
    public string Model => _fold.Model;

    /// <summary>All counts told so far; null when none were.</summary>
    public ReportedUsage? Usage => _fold.Usage;

    /// <summary>Whether the end mark came: only then is the answer whole.</summary>
    public bool IsComplete => _fold.IsComplete;

    /// <summary>Why it can't go on; null while it can.</summary>
    public Failure? Failure => _fold.Failure;

    private HubFoldedChoice? First => _fold.Choices.FirstOrDefault(choice => choice.Index == 0);

    /// <summary>Takes one frame in.</summary>
    /// <returns>What it added; the list is reused by the next call.</returns>
    public IReadOnlyList<PlainPiece> Push(in Frame frame)
    {
        _pieces.Clear();
        if (Failure is null && !IsComplete && frame.Kind is FrameKind.Event or FrameKind.Body)
        {
            _events.Clear();
            _reader.Read(frame, _events);
            Take();
        }

        return _pieces;
    }

    /// <summary>Takes the end of the frames in.</summary>
    /// <returns>What was still held back; the list is reused by the next call.</returns>
    public IReadOnlyList<PlainPiece> End()
    {
        _pieces.Clear();
        if (Failure is null && !IsComplete)
        {
            _events.Clear();
            _reader.End(_events);
            Take();
        }

        return _pieces;
    }

    private void Take()
    {
        foreach (var happened in _events)
        {
            _fold.Add(happened);
            switch (happened)
            {
                case HubTextDelta { Choice: 0, Text.IsEmpty: false } text:
                    _pieces.Add(new PlainPiece(text.Text.ToString()));
                    break;
                case HubRefusalDelta { Choice: 0, Text.IsEmpty: false } refusal:
                    _pieces.Add(new PlainPiece(refusal.Text.ToString()));
                    break;
                case HubThoughtDelta { Choice: 0, Text.IsEmpty: false } thought:
                    _pieces.Add(new PlainPiece("", thought.Text.ToString()));
                    break;
                case HubCallEnd { Choice: 0 } end when _told.Add(end.Index) && First?.Blocks.FirstOrDefault(block => block.Call?.Index == end.Index) is { } block:
                    _pieces.Add(new PlainPiece("", Call: CallOf(block)));
                    break;
            }
        }
    }

    private IEnumerable<string> Blocks(params HubBlockKind[] kinds) =>
        First?.Blocks.Where(block => kinds.Contains(block.Kind)).Select(block => block.Text.ToString()) ?? [];

    private static PlainCall CallOf(HubBlock block)
    {
        var call = block.Call!;
        var arguments = block.Text.ToString();
        return new PlainCall(call.Id ?? $"call_{call.Index}", call.Name.ToString(), arguments.Length > 0 ? arguments : "{}");
    }

    private static string WordOf(HubFinishReason reason, bool hasCalls) => reason switch
    {
        HubFinishReason.Length or HubFinishReason.Pause => "length",
        HubFinishReason.Blocked => "content_filter",
        _ => hasCalls ? "tool_calls" : "stop",
    };
}
