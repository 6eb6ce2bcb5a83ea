namespace Banyan.Intents.Spine;

/// <summary>A configured backend and where its description is.</summary>
/// <param name="Backend">The backend.</param>
/// <param name="OpenApi">Path or file of an OpenAPI document; null for the default <c>/openapi/v1.json</c>.</param>
/// <param name="Overlay">File of an OpenAPI Overlay, absolute; null for none.</param>
/// <param name="Mcp">Path of an MCP endpoint; null for none.</param>
/// <param name="Import">OperationIds or tags the operator lists as intents; <c>all</c> alone only under <c>--demo</c>.</param>
internal sealed record BackendSource(Backend Backend, string? OpenApi, string? Overlay, string? Mcp, IReadOnlyList<string> Import);
