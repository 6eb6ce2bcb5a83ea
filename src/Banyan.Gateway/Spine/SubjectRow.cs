namespace Banyan.Gateway.Spine;

/// <summary>Something that is kept of a person.</summary>
/// <param name="Kind">What it is, as <c>message</c> or <c>usage</c>.</param>
/// <param name="Json">It, a JSON object; instants in RFC 3339, money as a decimal text in USD.</param>
/// <param name="Place">Where it stands among all that is kept of them.</param>
public sealed record SubjectRow(string Kind, string Json, SubjectPlace Place);
