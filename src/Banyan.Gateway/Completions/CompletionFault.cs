namespace Banyan.Gateway.Completions;

/// <summary>What went wrong with an exchange.</summary>
/// <param name="Kind">Which of the closed set of failures.</param>
/// <param name="Code">The stable word.</param>
/// <param name="Message">What was told to the caller: no content, no secrets.</param>
/// <param name="Retries">Attempts after the first.</param>
/// <param name="Provider">The last provider tried; null when none was.</param>
/// <param name="Model">The last model tried; null when none was.</param>
public sealed record CompletionFault(string Kind, string Code, string Message, int Retries, string? Provider, string? Model);
