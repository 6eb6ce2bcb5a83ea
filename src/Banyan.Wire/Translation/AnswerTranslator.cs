using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Translation;

/// <summary>Turns the frames of one upstream answer into frames of the caller's dialect. One instance per answer; not thread-safe.</summary>
/// <remarks>A cut answer never looks whole: without the upstream's end mark <see cref="End"/> tells a <see cref="Failure"/> and writes no finish.</remarks>
public sealed class AnswerTranslator
{
    private readonly IAnswerReader _reader;
    private readonly IAnswerWriter _writer;
    private readonly List<HubEvent> _events = [];
    private readonly List<Frame> _frames = [];

    /// <summary>Starts translating an answer.</summary>
    /// <param name="upstream">The dialect the answer comes in.</param>
    /// <param name="caller">The dialect the caller speaks.</param>
    /// <param name="facts">What both sides must know of the exchange.</param>
    /// <param name="report">Where losses on the way back are named.</param>
    public AnswerTranslator(Dialect upstream, Dialect caller, AnswerFacts facts, MappingReport report)
    {
        _reader = upstream.CreateReader(facts);
        _writer = caller.CreateWriter(facts, report);
    }

    /// <summary>All counts told so far; null when none were.</summary>
    public ReportedUsage? Usage { get; private set; }

    /// <summary>Whether the upstream's end mark was seen: only then is the answer whole.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether a finish was seen: what is written from here on tells the caller that the answer ends.</summary>
    public bool IsFinishing { get; private set; }

    /// <summary>Why the answer can't go on; null while it can. Once set, nothing more is written.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Whether text, reasoning, a refusal or a call was seen.</summary>
    public bool HasContent { get; private set; }

    /// <summary>Takes one frame of the upstream.</summary>
    /// <returns>The caller's frames; the list is reused by the next call.</returns>
    public IReadOnlyList<Frame> Push(in Frame frame)
    {
        _frames.Clear();
        if (Failure is not null || IsComplete || frame.Kind == FrameKind.Comment)
        {
            return _frames;
        }

        if (frame.Kind == FrameKind.Broken)
        {
            Failure = frame.Broke;
            return _frames;
        }

        _events.Clear();
        _reader.Read(frame, _events);
        Write(isCut: false);
        return _frames;
    }

    /// <summary>Takes the end of the upstream's stream or body.</summary>
    /// <returns>The caller's last frames; the list is reused by the next call.</returns>
    public IReadOnlyList<Frame> End()
    {
        _frames.Clear();
        if (Failure is not null || IsComplete)
        {
            return _frames;
        }

        _events.Clear();
        _reader.End(_events);
        Write(isCut: !_events.Exists(happened => happened is HubEnd));
        if (!IsComplete)
        {
            Failure ??= new Failure(FailureKind.Garbled, "upstream_cut", "The provider's answer ended before its end mark; what came is incomplete.");
        }

        return _frames;
    }

    private void Write(bool isCut)
    {
        foreach (var happened in _events)
        {
            if (happened is HubError error)
            {
                Failure = error.Failure;
                return;
            }

            // What a reader still held back belongs to the caller; an end it made up does not.
            if (isCut && happened is HubFinish)
            {
                continue;
            }

            Note(happened);
            _writer.Write(happened, _frames);
            if (IsComplete)
            {
                return;
            }
        }
    }

    private void Note(HubEvent happened)
    {
        switch (happened)
        {
            case HubUsage told:
                Usage = Usage is null ? told.Usage : Usage.Then(told.Usage);
                break;
            case HubFinish:
                IsFinishing = true;
                break;
            case HubEnd:
                IsFinishing = IsComplete = true;
                break;
            case HubTextDelta or HubRefusalDelta or HubThoughtDelta or HubCallStart or HubCallDelta:
                HasContent = true;
                break;
        }
    }
}
