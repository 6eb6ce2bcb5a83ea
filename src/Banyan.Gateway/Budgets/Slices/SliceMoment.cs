namespace Banyan.Gateway.Budgets.Slices;

/// <summary>When an order is given.</summary>
/// <param name="At">Now.</param>
/// <param name="LeastExpiry">The earliest a slice told now may expire.</param>
/// <param name="UsableFor">How long a slice is spent from after the store last confirmed it.</param>
/// <param name="RenewFrom">Monotonic timestamp: what was told before it is told anew.</param>
/// <param name="Sharers">How many slices of this node hold ahead.</param>
internal readonly record struct SliceMoment(DateTimeOffset At, DateTimeOffset LeastExpiry, TimeSpan UsableFor, long RenewFrom, int Sharers);
