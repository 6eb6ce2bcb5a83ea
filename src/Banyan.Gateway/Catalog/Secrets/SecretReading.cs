namespace Banyan.Gateway.Catalog.Secrets;

/// <summary>What reading a secret gave. Does not print the value.</summary>
/// <param name="Value">The value; null when there is none.</param>
/// <param name="Problem">Why it could not be read now; null when it could. With a value beside it, the value is the last good one.</param>
/// <param name="IsPlaceholder">Whether what was found is a placeholder and was refused.</param>
internal sealed record SecretReading(string? Value, string? Problem = null, bool IsPlaceholder = false)
{
    public override string ToString() => Problem ?? (Value is null ? "absent" : "***");
}
