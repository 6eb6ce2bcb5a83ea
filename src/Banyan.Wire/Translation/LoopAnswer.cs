using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Translation;

/// <summary>Makes one answer of several turns of a model: words and thoughts of every turn, calls of the caller's tools, the sum of all usage; calls of the others are held back. Not thread-safe.</summary>
public sealed class LoopAnswer
{
    private readonly Dialect _dialect;
    private readonly AnswerFacts _facts;
    private readonly IAnswerWriter _writer;
    private readonly Func<string, bool> _isHeldBack;
    private readonly List<HubEvent> _events = [];
    private readonly Dictionary<int, int> _forwarded = [];
    private IAnswerReader? _reader;
    private HubFold _fold = new();
    private ReportedUsage? _usage;
    private int _turn;
    private int _calls;
    private bool _isBegun;

    /// <summary>Starts an answer.</summary>
    /// <param name="ask">The caller's ask.</param>
    /// <param name="id">The exchange's id, from which the answer's is made.</param>
    /// <param name="startedUnixSeconds">When the exchange began.</param>
    /// <param name="isHeldBack">Whether calls of a tool of this name are not the caller's to answer.</param>
    public LoopAnswer(WireBody ask, string id, long startedUnixSeconds, Func<string, bool> isHeldBack)
    {
        (_dialect, _isHeldBack) = (ask.Dialect, isHeldBack);
        _facts = new AnswerFacts
        {
            Streams = ask.Lens.Streams,
            WantsUsageChunk = ask.Lens.WantsUsageChunk,
            ExchangeId = id,
            StartedUnixSeconds = startedUnixSeconds,
            Ask = ask.Bytes,
            Issuer = PlainSeal.Issuer,
            Seal = PlainSeal.Instance,
        };
        _writer = _dialect.CreateWriter(_facts, new MappingReport());
    }

    /// <summary>Why the answer can't go on; null while it can.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Begins a turn.</summary>
    /// <param name="quirks">Habits of the provider whose frames come.</param>
    public void BeginTurn(IReadOnlyDictionary<string, string> quirks)
    {
        _turn++;
        _fold = new HubFold();
        _forwarded.Clear();
        _reader = _dialect.CreateReader(_facts with { Quirks = quirks });
    }

    /// <summary>Takes a frame of the turn.</summary>
    /// <returns>The caller's frames; they are the receiver's to keep.</returns>
    public IReadOnlyList<Frame> Push(in Frame frame)
    {
        _events.Clear();
        if (frame.Kind == FrameKind.Broken)
        {
            Failure ??= frame.Broke;
        }
        else if (frame.Kind != FrameKind.Comment)
        {
            _reader!.Read(frame, _events);
        }

        return Take();
    }

    /// <summary>Ends the turn.</summary>
    /// <param name="turn">What the model said and called; meaningless when there is a <see cref="Failure"/>.</param>
    /// <returns>The caller's frames of what was still held back.</returns>
    public IReadOnlyList<Frame> EndTurn(out ModelTurn turn)
    {
        _events.Clear();
        _reader!.End(_events);
        var frames = Take();
        if (!_fold.IsComplete)
        {
            Failure ??= new Failure(FailureKind.Garbled, "upstream_cut", "The provider's answer ended before its end mark; what came is incomplete.");
        }

        _usage = _fold.Usage is { } told ? _usage?.Plus(told) ?? told : _usage;
        turn = new ModelTurn(_fold, $"call_{_facts.ExchangeId}_{_turn}");
        return frames;
    }

    /// <summary>Ends the answer whole: as the last turn ended, or with calls for the caller where there are any.</summary>
    public IReadOnlyList<Frame> Finish()
    {
        var last = _fold.Choices.FirstOrDefault()?.Finish ?? new HubFinish(0, HubFinishReason.Stop);
        var finish = _calls > 0 ? last with { Reason = HubFinishReason.ToolCalls } : last;
        var frames = new List<Frame>();
        Write(finish, frames);
        if (_usage is { } usage)
        {
            Write(new HubUsage(usage), frames);
        }

        Write(new HubEnd(), frames);
        return frames;
    }

    private List<Frame> Take()
    {
        var frames = new List<Frame>();
        foreach (var happened in _events)
        {
            if (happened is HubError error)
            {
                Failure ??= error.Failure;
            }

            if (Failure is not null)
            {
                break;
            }

            _fold.Add(happened is HubCallStart start ? start with { Name = start.Name.Keep() } : happened);
            Pass(happened, frames);
        }

        return frames;
    }

    private void Pass(HubEvent happened, List<Frame> frames)
    {
        switch (happened)
        {
            case HubStart when _isBegun:
            case HubFinish or HubUsage or HubEnd or HubError:
                break;
            case HubStart:
                _isBegun = true;
                Write(happened, frames);
                break;
            case HubCallStart call when _isHeldBack(call.Name.ToString()):
                break;
            case HubCallStart call:
                _forwarded[call.Index] = _calls;
                Write(call with { Index = _calls++ }, frames);
                break;
            case HubCallDelta delta:
                if (_forwarded.TryGetValue(delta.Index, out var moved))
                {
                    Write(delta with { Index = moved }, frames);
                }

                break;
            case HubCallEnd end:
                if (_forwarded.TryGetValue(end.Index, out var ended))
                {
                    Write(end with { Index = ended }, frames);
                }

                break;
            default:
                Write(happened, frames);
                break;
        }
    }

    private void Write(HubEvent happened, List<Frame> frames)
    {
        var from = frames.Count;
        _writer.Write(happened, frames);
        for (var i = from; i < frames.Count; i++)
        {
            // A writer may hand out what it was given; that dies with the upstream's frame.
            frames[i] = frames[i].Keep();
        }
    }
}
