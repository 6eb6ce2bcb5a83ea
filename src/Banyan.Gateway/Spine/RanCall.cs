namespace Banyan.Gateway.Spine;

/// <summary>A call of a tool that Banyan ran for a model.</summary>
/// <param name="Id">Its id, as the model gave it.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">What the model gave, as text.</param>
/// <param name="Result">What the model was told: JSON of the result, or of an object with the error.</param>
public sealed record RanCall(string Id, string Name, string Arguments, string Result);
