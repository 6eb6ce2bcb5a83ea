namespace Banyan.Intents.Spine;

/// <summary>How one call to a backend went.</summary>
/// <param name="Intent">Key of the intent.</param>
/// <param name="Backend">Who was asked.</param>
/// <param name="Kind">How it ended, for health.</param>
/// <param name="Took">Its time.</param>
/// <param name="IsFallback">Whether it stood in for the preferred side.</param>
/// <param name="Subject">For whom.</param>
internal sealed record RouteReport(string Intent, Backend Backend, RouteOutcome Kind, TimeSpan Took, bool IsFallback, Subject Subject);
