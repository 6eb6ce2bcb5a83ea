using System.Text;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Histories;

/// <summary>A body as it goes up to a target after its history was mended, and what was named.</summary>
internal sealed record Mended(string Body, IReadOnlyList<string> Dropped)
{
    public const string Issuer = "here";

    public static string Own(string value) => MarkedSeal.Carrier(Issuer, value);

    public static string Foreign(string value = "x") => MarkedSeal.Carrier("elsewhere", value);

    public static Mended Of(DialectId id, string body, bool adaptive = false, bool sealless = false)
    {
        var dialect = DialectTable.Get(id);
        var bytes = Encoding.UTF8.GetBytes(body);
        if (!dialect.MayNeedMending(bytes))
        {
            return new Mended(body, []);
        }

        var target = new TargetFacts { Model = "up", Issuer = Issuer, AdaptiveThinking = adaptive, Seal = sealless ? null : new MarkedSeal() };
        var edits = dialect.MendHistory(bytes, target);
        var mended = new WireBody(dialect, bytes, Operation.Chat).Edit([.. edits.Edits]);
        return new Mended(Encoding.UTF8.GetString(mended.Bytes.Span), edits.Dropped);
    }
}
