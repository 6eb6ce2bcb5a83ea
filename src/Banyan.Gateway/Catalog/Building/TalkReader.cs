using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Reads how conversations are kept.</summary>
internal static class TalkReader
{
    public static ConversationPolicy Conversations(Section section, ReferenceReader references)
    {
        var summariser = section.TextOrNull("summariser");
        if (summariser is not null)
        {
            references.Read(section.PlaceOf("summariser"), summariser);
        }

        return new ConversationPolicy
        {
            Life = section.Duration("ttl"),
            KeepRecent = section.Whole("keepRecent"),
            Summariser = summariser,
            MaxMessages = section.Whole("maxMessages"),
        };
    }
}
