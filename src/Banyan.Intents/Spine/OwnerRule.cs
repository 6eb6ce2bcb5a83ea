namespace Banyan.Intents.Spine;

/// <summary>The proof that a record belongs to the caller.</summary>
/// <param name="Resource">The parameter that names the record, as <c>orderId</c>.</param>
/// <param name="Via">The read intent that shows the owner; null when the intent's own answer does.</param>
/// <param name="Path">Where the owner stands in that result, as <c>$.customerEmail</c>.</param>
/// <param name="MustEqual">What it must equal: <c>caller.email</c> or <c>caller.id</c>.</param>
internal sealed record OwnerRule(string Resource, string? Via, string Path, string MustEqual);
