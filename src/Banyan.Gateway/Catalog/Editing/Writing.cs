using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Who changes what, for the revision and the audit log.</summary>
/// <param name="Source">What makes the revision.</param>
/// <param name="By">Who.</param>
/// <param name="Action">What it is called.</param>
/// <param name="Target">On what.</param>
internal sealed record Writing(RevisionSource Source, Caller By, string Action, string Target)
{
    /// <summary>Who, as it is written down.</summary>
    public string Who { get; } = $"key:{By.KeyId}";
}
