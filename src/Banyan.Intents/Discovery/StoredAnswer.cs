namespace Banyan.Intents.Discovery;

/// <summary>A backend's answer as it is kept.</summary>
/// <param name="Backend">The backend's name.</param>
/// <param name="BaseUrl">Where it was: an answer from another address is another backend's.</param>
/// <param name="Json">The answer, a JSON object of Discovery's own.</param>
/// <param name="ReadAt">When it was read.</param>
public sealed record StoredAnswer(string Backend, string BaseUrl, string Json, DateTimeOffset ReadAt);
