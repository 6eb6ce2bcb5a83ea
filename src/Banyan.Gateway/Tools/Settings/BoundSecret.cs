namespace Banyan.Gateway.Tools.Settings;

/// <summary>A secret that goes to one address only.</summary>
/// <param name="KeyRef">Where it lies, as <c>env:NAME</c> or <c>file:/path</c>. One that begins with <c>whsec_</c> signs calls, any other goes along as a bearer token.</param>
/// <param name="Origin">Scheme, host and port it may be sent to.</param>
public sealed record BoundSecret(string KeyRef, Uri Origin)
{
    /// <summary>Whether it may go to an address.</summary>
    public bool IsFor(Uri address) =>
        Uri.Compare(Origin, address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
