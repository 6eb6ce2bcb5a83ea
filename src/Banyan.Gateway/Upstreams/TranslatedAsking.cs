using Banyan.Gateway.Spine;
using Banyan.Gateway.Upstreams.Fetching;
using Banyan.Wire;
using Banyan.Wire.Hub;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Upstreams;

/// <summary>Translates an ask with all it needs from elsewhere: signatures that other nodes stored, pictures the target takes only as bytes.</summary>
internal sealed class TranslatedAsking(ImageInliner images)
{
    /// <summary>Translates; and again once what was lacking has been fetched.</summary>
    public async ValueTask<(TranslatedAsk Translated, Failure? Unfetched)> RunAsync(
        Exchange exchange, Dialect target, TargetFacts facts, CancellationToken cancellationToken)
    {
        var translated = Translator.Translate(exchange.Ask, target, facts, exchange.IsStrict);
        var isStale = facts.Seal is IAttemptSeal seal && await seal.FetchAsync(cancellationToken);
        var addresses = Translator.UrlsToInline(translated.Ask, target);
        if (addresses.Count == 0)
        {
            return (isStale ? Translator.Translate(exchange.Ask, target, facts, exchange.IsStrict) : translated, null);
        }

        var fetched = await FetchAsync(exchange, translated.Ask, addresses, cancellationToken);
        return fetched.Failure is { } failure
            ? (translated, failure)
            : (Translator.Translate(exchange.Ask, target, facts, exchange.IsStrict, fetched.Images), null);
    }

    private async ValueTask<FetchOutcome> FetchAsync(Exchange exchange, HubAsk ask, IReadOnlyList<string> addresses, CancellationToken cancellationToken)
    {
        var missing = exchange.Pictures.Missing(addresses);
        if (missing.Count == 0)
        {
            return new FetchOutcome(exchange.Pictures.Add(new Dictionary<string, FetchedImage>(StringComparer.Ordinal)), null);
        }

        var fetched = await images.FetchAsync(ask, missing, exchange.Deadline, cancellationToken);
        return fetched.Failure is null ? new FetchOutcome(exchange.Pictures.Add(fetched.Images), null) : fetched;
    }
}
