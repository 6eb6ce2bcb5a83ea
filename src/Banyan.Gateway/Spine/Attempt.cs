using Banyan.Wire;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Spine;

/// <summary>One try of one candidate: what was sent, what came, how it ended. Written by one thread of control at a time.</summary>
public sealed class Attempt(int number, Candidate candidate, DateTimeOffset startedAt, long startTimestamp)
{
    /// <summary>Identity of its row in the ledger.</summary>
    public Guid Id { get; } = Guid.CreateVersion7(startedAt);

    /// <summary>Position within its exchange, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>What was tried, with the key.</summary>
    public Candidate Candidate { get; } = candidate;

    /// <summary>When it began; the price in force then holds.</summary>
    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>When it began, on the monotonic clock.</summary>
    public long StartTimestamp { get; } = startTimestamp;

    /// <summary>When the first content frame came; 0 when none did.</summary>
    public long FirstContentTimestamp { get; set; }

    /// <summary>When it ended; 0 while it runs.</summary>
    public long EndTimestamp { get; set; }

    /// <summary>Whether the ask was handed to the connection, so that its input may be billed.</summary>
    public bool WasSent { get; set; }

    /// <summary>Whether it ran beside another attempt and lost.</summary>
    public bool IsLostHedge { get; set; }

    /// <summary>Monotonic ticks spent awaiting the upstream, connection to last byte; 0 when not measured (then all of the attempt counts as waiting).</summary>
    public long AwaitedTicks { get; set; }

    /// <summary>How the bytes crossed.</summary>
    public Treatment Treatment { get; set; }

    /// <summary>Fields lost in translation, as pointers.</summary>
    public IReadOnlyList<string> Dropped { get; set; } = [];

    /// <summary>The provider's HTTP status; 0 when none came.</summary>
    public int HttpStatus { get; set; }

    /// <summary>The provider's own id of the request; null when it gave none.</summary>
    public string? UpstreamRequestId { get; set; }

    /// <summary>The counts told so far; null when none were.</summary>
    public ReportedUsage? Reported { get; private set; }

    /// <summary>Bytes of generated text received so far.</summary>
    public long TextBytes { get; private set; }

    /// <summary>Whether a content frame was received.</summary>
    public bool SawContent { get; private set; }

    /// <summary>Whether the model called a tool.</summary>
    public bool SawCall { get; private set; }

    /// <summary>Finish marks seen, one per choice.</summary>
    public int Finishes { get; private set; }

    /// <summary>Whether the upstream's end mark was seen.</summary>
    public bool SawTerminal { get; private set; }

    /// <summary>The room it holds at its provider; null where nothing is bounded.</summary>
    public ProviderPlace? Place { get; init; }

    /// <summary>How it ended.</summary>
    public Outcome Outcome { get; set; } = Outcome.Running;

    /// <summary>Why it failed; null when it did not.</summary>
    public Failure? Failure { get; set; }

    /// <summary>What is charged: set when it ended, by metering.</summary>
    public Charge? Charge { get; set; }

    /// <summary>Takes in what a frame of the upstream meant.</summary>
    public void Observe(in FrameMeaning meaning, TimeProvider time)
    {
        if (meaning.IsContent && !SawContent)
        {
            SawContent = true;
            FirstContentTimestamp = time.GetTimestamp();
        }

        TextBytes += meaning.TextBytes;
        if (meaning.Usage is { } told)
        {
            Reported = Reported is null ? told : Reported.Then(told);
        }

        Finishes += meaning.Has(FrameTraits.Finish) ? 1 : 0;
        SawCall |= meaning.Has(FrameTraits.Call);
        SawTerminal |= meaning.Has(FrameTraits.Terminal);
    }
}
