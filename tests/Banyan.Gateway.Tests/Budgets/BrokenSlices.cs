using Banyan.Gateway.Budgets;
using Banyan.Gateway.Budgets.Slices;

namespace Banyan.Gateway.Tests.Budgets;

/// <summary>Ways a store of slices may be wrong.</summary>
public enum SliceFault
{
    GrantsWithoutRoom,
    ForgetsWhatWasCharged,
    ChargesAgainWhenRepeated,
    KeepsWhatIsGivenBack,
    NeverExpires,
    ObeysWhatComesLate,
    KeepsWhatWasGivenUp,
}

/// <summary>A store with one fault, to see that a checker sees it.</summary>
internal sealed class BrokenSlices(IBudgetSlices sound, SliceFault fault) : IBudgetSlices
{
    private readonly Dictionary<Guid, long> _charged = [], _most = [];

    public ValueTask<IReadOnlyList<SliceGrant?>> DrawAsync(IReadOnlyList<SliceOrder> orders) => sound.DrawAsync([.. orders.Select(Break)]);

    public ValueTask<IReadOnlyList<CounterReading>> ReadAsync(IReadOnlyList<BudgetLine> lines, CancellationToken cancellationToken) => sound.ReadAsync(lines, cancellationToken);

    public ValueTask<IReadOnlyList<CounterReading>> OfBudgetAsync(string budgetId, DateTimeOffset periodStart, int most, CancellationToken cancellationToken) =>
        sound.OfBudgetAsync(budgetId, periodStart, most, cancellationToken);

    public ValueTask<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken) => fault == SliceFault.NeverExpires ? new(0) : sound.ExpireAsync(now, cancellationToken);

    public ValueTask RecoverAsync(IReadOnlyList<Guid> slices, CancellationToken cancellationToken) => sound.RecoverAsync(slices, cancellationToken);

    private SliceOrder Break(SliceOrder order)
    {
        switch (fault)
        {
            case SliceFault.GrantsWithoutRoom:
                return order with { Lines = [.. order.Lines.Select(line => line with { LimitNanoUsd = line.LimitNanoUsd * 2 })] };
            case SliceFault.ForgetsWhatWasCharged:
                return order with { Charged = 0 };
            case SliceFault.ChargesAgainWhenRepeated:
                _charged[order.Slice] = _charged.GetValueOrDefault(order.Slice) + order.Charged;
                return order with { Charged = _charged[order.Slice] };
            case SliceFault.KeepsWhatIsGivenBack:
                _most[order.Slice] = Math.Max(order.Base, _most.GetValueOrDefault(order.Slice));
                return order with { Base = _most[order.Slice], IsLast = false };
            case SliceFault.KeepsWhatWasGivenUp:
                return order with { Free = 0, Mine = 0 };
            default:
                return order;
        }
    }
}
