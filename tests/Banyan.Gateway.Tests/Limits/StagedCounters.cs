using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Limits;

/// <summary>A store that tests make slow, send away or let forget.</summary>
internal sealed class StagedCounters(TimeProvider time) : ILimitCounters
{
    private readonly List<TaskCompletionSource> _slow = [];
    private MemoryCounters _memory = new(time);
    private long _epoch = Random.Shared.NextInt64(1, 1L << 40);

    private Exception? Failure => Fails ?? (IsAway ? new StoreAwayException() : null);

    public string Name => "staged";

    public TimeSpan Patience => TimeSpan.FromMilliseconds(20);

    /// <summary>How many live, as it says.</summary>
    public int Nodes { get; set; } = 1;

    public bool IsAway { get; set; }

    /// <summary>How it fails, where not as a store that is away; null for not at all.</summary>
    public Exception? Fails { get; set; }

    public bool IsSlow { get; set; }

    /// <summary>Decisions asked of it.</summary>
    public int Asked { get; private set; }

    /// <summary>Decisions it made, late ones too.</summary>
    public int Answered { get; private set; }

    /// <summary>What a node said last that it holds.</summary>
    public IReadOnlyList<CounterLine> Held { get; private set; } = [];

    public void Forget() => (_memory, _epoch) = (new MemoryCounters(time), _epoch + 1);

    /// <summary>Answers what waits.</summary>
    public void Wake()
    {
        lock (_slow)
        {
            IsSlow = false;
            _slow.ForEach(static one => one.SetResult());
            _slow.Clear();
        }
    }

    public async ValueTask<bool> TakeAsync(CounterLine[] lines, CancellationToken cancellationToken)
    {
        TaskCompletionSource? woken = null;
        lock (_slow)
        {
            Asked++;
            if (IsSlow)
            {
                _slow.Add(woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }
        }

        if (Failure is { } failure)
        {
            throw failure;
        }

        await (woken?.Task ?? Task.CompletedTask);

        var told = (CounterLine[])lines.Clone();
        for (var i = 0; i < told.Length; i++)
        {
            // What it has forgotten is at least what the node knows.
            var more = told[i].Epoch == _epoch ? 0 : Math.Max(0, told[i].Floor - _memory.Peek(told[i].Key));
            told[i].Booked += told[i].Key.Unit == LimitUnit.Concurrent ? (long)more : (long)Math.Ceiling(more * told[i].Limit / Window.Minute);
        }

        var taken = await _memory.TakeAsync(told, cancellationToken);
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = told[i] with { Booked = lines[i].Booked, Epoch = _epoch };
        }

        lock (_slow)
        {
            Answered++;
        }

        return taken;
    }

    public ValueTask<int> BeatAsync(IReadOnlyList<CounterLine> held, CancellationToken cancellationToken)
    {
        Held = held;
        return Failure is { } failure ? throw failure : new(Nodes);
    }
}
