namespace Banyan.Intents.Spine;

/// <summary>An argument that waits for the user's reply.</summary>
/// <param name="Step">Id of the step.</param>
/// <param name="Param">Name of the parameter.</param>
internal sealed record MissingArgument(string Step, string Param);
