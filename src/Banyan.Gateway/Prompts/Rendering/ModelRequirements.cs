using Banyan.Wire;

namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>What a version says a model must be to answer it.</summary>
/// <param name="Capabilities">What it must be able to do.</param>
/// <param name="LeastContext">Tokens its window must hold; 0 for any.</param>
internal readonly record struct ModelRequirements(AskNeeds Capabilities, int LeastContext);
