using System.Collections.Concurrent;

namespace Banyan.Gateway.Budgets.Slices;

/// <summary>The slices of this node: the one that is held of now for each set of budgets, and those that wait for their last exchanges.</summary>
internal sealed class SliceBook(SliceTimes times)
{
    private readonly ConcurrentDictionary<IReadOnlyList<BudgetLine>, Slice> _current = new(LinesComparer.Instance);
    private readonly ConcurrentDictionary<Guid, Slice> _closing = [];

    /// <summary>How many are held of now.</summary>
    public int Count => _current.Count;

    /// <summary>The slice of budgets; begun when there is none.</summary>
    public Slice Of(IReadOnlyList<BudgetLine> lines) => _current.TryGetValue(lines, out var known) ? known : _current.GetOrAdd(lines, Begin);

    /// <summary>Closes slices: nothing new is held of them. One the store does not answer for stays, another would be known to it no better.</summary>
    /// <param name="begunBefore">Those that were begun before it.</param>
    public void Close(DateTimeOffset begunBefore)
    {
        foreach (var (lines, slice) in _current)
        {
            if (slice.Since < begunBefore && !(slice.IsUncertain && begunBefore < DateTimeOffset.MaxValue))
            {
                _closing[slice.Id] = slice;
                _current.TryRemove(KeyValuePair.Create(lines, slice));
            }
        }
    }

    /// <summary>All of them, each once, with whether nothing new is held of it.</summary>
    public IEnumerable<(Slice Slice, bool IsClosing)> All() =>
        _closing.Values.Select(static slice => (slice, true)).Concat(_current.Values.Select(static slice => (slice, false))).DistinctBy(static one => one.slice.Id);

    /// <summary>Forgets one that has ended.</summary>
    public void Remove(Slice slice)
    {
        _current.TryRemove(KeyValuePair.Create(slice.Lines, slice));
        _closing.TryRemove(slice.Id, out _);
    }

    private Slice Begin(IReadOnlyList<BudgetLine> lines)
    {
        var now = times.Now;
        return new Slice(Guid.CreateVersion7(now), [.. lines], now);
    }
}
