using Banyan.Gateway.Catalog.Building;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Catalog.Secrets;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>What section <c>tools</c> must hold beyond its form: secrets by reference alone, addresses that are addresses.</summary>
internal static class ToolSectionCheck
{
    public static void Run(Draft draft)
    {
        var tools = draft.Root.Sub("tools");
        foreach (var (_, secret) in tools.Entries("secrets"))
        {
            CheckSecret(draft, secret, "keyRef");
        }

        foreach (var (_, source) in tools.Entries("dataSources"))
        {
            CheckSecret(draft, source, "connectionRef");
        }

        foreach (var (_, channel) in tools.Entries("notifications"))
        {
            CheckSecret(draft, channel, "keyRef");
            CheckAddress(draft, channel, "url");
        }

        if (tools.Sub("webSearch").TextOrNull("endpoint") is not null)
        {
            CheckSecret(draft, tools.Sub("webSearch"), "keyRef");
            CheckAddress(draft, tools.Sub("webSearch"), "endpoint");
        }
    }

    private static void CheckSecret(Draft draft, Section section, string name)
    {
        if (section.TextOrNull(name) is { } written && !ReferenceSecrets.IsReference(written))
        {
            draft.Problems.Error(ProblemCode.LiteralSecret, section.PlaceOf(name), "A secret is written into the configuration.", "Refer to it instead: env:NAME or file:/path. Then replace it, since it has been written down.");
        }
    }

    private static void CheckAddress(Draft draft, Section section, string name)
    {
        var written = section.Text(name).Replace("{query}", "words", StringComparison.Ordinal);
        if (!Uri.TryCreate(written, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp) || address.UserInfo.Length > 0)
        {
            draft.Problems.Error(ProblemCode.BadAddress, section.PlaceOf(name), "This is no address that can be called.", "Write it as https://host/path, without a user name.");
        }
    }
}
