using Banyan.Intents.Discovery.Composing;
using Banyan.Intents.Discovery.Documents;

namespace Banyan.Intents.Discovery.Keeping;

/// <summary>What of a backend's answer serves.</summary>
/// <param name="Served">Definitions that take part.</param>
/// <param name="Notes">What is wrong with the others.</param>
/// <param name="Accepted">Operations as accepted now, by intent key.</param>
internal sealed record Adopted(IReadOnlyList<ServedDefinition> Served, IReadOnlyList<string> Notes, IReadOnlyDictionary<string, OperationShape> Accepted);
