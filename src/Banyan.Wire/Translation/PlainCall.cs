namespace Banyan.Wire.Translation;

/// <summary>A call of a tool as plain values.</summary>
/// <param name="Id">Its id, by which its result names it.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments as the model wrote them: JSON text of an object, though a model may write anything.</param>
public sealed record PlainCall(string Id, string Name, string Arguments);
