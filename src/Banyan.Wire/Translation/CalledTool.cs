namespace Banyan.Wire.Translation;

/// <summary>A call a model made in a turn.</summary>
/// <param name="Id">The call's id; made up where the language has none.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments as the model wrote them: JSON text, or what was meant to be.</param>
public sealed record CalledTool(string Id, string Name, string Arguments);
