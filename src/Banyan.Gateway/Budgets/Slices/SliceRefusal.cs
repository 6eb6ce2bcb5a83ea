namespace Banyan.Gateway.Budgets.Slices;

/// <summary>An order the store refused: whoever waited already when it was given, for as much or more, is refused with it.</summary>
/// <param name="Number">Whoever came with a number before it waited already.</param>
/// <param name="Amount">What was wanted, in 10⁻⁹ USD.</param>
/// <param name="Result">What was said.</param>
internal sealed record SliceRefusal(long Number, long Amount, HoldResult Result);
