namespace Banyan.Intents.Planning.Lexical.Cards;

/// <summary>A kind of thing, and the reads that find it.</summary>
/// <param name="Kind">As <c>order</c>.</param>
/// <param name="Get">The read that shows one by its id; null when there is none.</param>
/// <param name="List">The read that lists the caller's own; null when there is none.</param>
/// <param name="ListPath">Where the list stands in that result, as <c>orders</c>.</param>
/// <param name="Member">Where the id stands in an element, as <c>orderId</c>.</param>
internal sealed record EntityCard(string Kind, IntentCard? Get, IntentCard? List, string ListPath, string Member);
