using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>Prices of models. Each is added to what was before it: an attempt is priced by the one in force when it began.</summary>
internal static class PriceEditing
{
    private const string InputFields =
        """
        "The model, by its full name." modelId: ID!, "From when it holds, not before now; now when left out." validFrom: DateTime,
        "USD per million tokens: {input, cached_input, cache_write_5m, cache_write_1h, output, reasoning, audio_in, audio_out}; what is left out falls back to input or output. Not read when the model is free." perMillion: JSON!,
        "USD for one attempt, on top of tokens." perRequest: Decimal, "Factor on everything for batch asks." batchFactor: Decimal, "Prices of long prompts: [{aboveTokens, perMillion}]." tiers: JSON,
        "Factors by the provider's service tier." serviceTiers: JSON, "Whether it is said to cost nothing." free: Boolean = false
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("PriceInput", "A price to be added.", InputFields, fields => fields);
        graph.Mutation("setModelPrice(input: PriceInput!): ModelPrice!", SetAsync, "Adds a price to a model's history. What was charged stays charged; the price in force already is given back as it is.")
            .Arg("input", "The price.").Requires(CatalogueEdits.Write);
    }

    private static async ValueTask<PriceInForce> SetAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var model = input.Text("modelId")!;
        var (row, refusal) = await context.Get<IConfigDesk>().SetPriceAsync(context.Caller(), model, Price(input), input.Values.GetValueOrDefault("validFrom") as DateTimeOffset?, context.Cancelled);
        CatalogueEdits.Throw(refusal);
        var later = context.Get<ICatalog>().Current.Models.GetValueOrDefault(model)?.Prices.FirstOrDefault(next => next.ValidFrom > row!.ValidFrom);
        return new PriceInForce(row!, later?.ValidFrom);
    }

    /// <summary>The price as a document writes it.</summary>
    private static JsonElement Price(InputFields input)
    {
        if (input.Bool("free") == true)
        {
            return JsonSerializer.SerializeToElement("free");
        }

        var price = Parts(CatalogueEdits.Node(input.Json("perMillion")), "perMillion");
        price.Put("perRequest", Amount(input, "perRequest"));
        price.Put("batchFactor", Amount(input, "batchFactor"));
        price.Put("serviceTiers", CatalogueEdits.Node(input.Json("serviceTiers")));
        if (CatalogueEdits.Node(input.Json("tiers")) is { } tiers)
        {
            price["tiers"] = tiers is JsonArray all ? new JsonArray([.. all.Select(Tier)]) : throw CatalogueEdits.Bad("tiers", "Tiers are a list of {aboveTokens, perMillion}.");
        }

        return JsonSerializer.SerializeToElement(price);
    }

    private static JsonNode Tier(JsonNode? tier)
    {
        if (tier is not JsonObject given || (given["aboveTokens"] ?? given["above"]) is not { } above)
        {
            throw CatalogueEdits.Bad("tiers", "A tier is {aboveTokens, perMillion}.");
        }

        var parts = Parts(given["perMillion"], "tiers");
        parts["above"] = above.DeepClone();
        return parts;
    }

    /// <summary>Prices of parts by the names of documents: records call audio audio_in and audio_out.</summary>
    private static JsonObject Parts(JsonNode? given, string param)
    {
        if (given is not JsonObject parts)
        {
            throw CatalogueEdits.Bad(param, "Prices per million tokens are an object, as {\"input\": \"2.50\", \"output\": \"10\"}.");
        }

        var named = new JsonObject();
        foreach (var (name, usd) in parts)
        {
            named[name switch { "audio_in" => "audioInput", "audio_out" => "audioOutput", _ => name }] = usd?.DeepClone();
        }

        return named;
    }

    private static JsonNode? Amount(InputFields input, string name) => input.Values.GetValueOrDefault(name) is decimal amount ? amount : null;
}
