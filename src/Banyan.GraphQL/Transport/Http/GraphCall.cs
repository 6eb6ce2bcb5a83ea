using System.Text.Json;

namespace Banyan.GraphQL.Transport.Http;

/// <summary>An operation as it was asked for.</summary>
/// <param name="Query">The document; null when only its hash was given.</param>
/// <param name="OperationName">Which of its operations; null for the only one.</param>
/// <param name="Variables">A JSON object; null for none.</param>
/// <param name="Extensions">A JSON object; null for none.</param>
internal sealed record GraphCall(string? Query, string? OperationName, JsonElement? Variables, JsonElement? Extensions);
