namespace Banyan.Intents.Migration.Board;

/// <summary>A backend's breaker for an intent, as this node sees it.</summary>
/// <param name="Backend">The backend's name.</param>
/// <param name="Side"><c>legacy</c> or <c>modern</c>.</param>
/// <param name="State"><c>closed</c>, <c>half-open</c> or <c>open</c>.</param>
internal sealed record BoardCircuit(string Backend, string Side, string State);
