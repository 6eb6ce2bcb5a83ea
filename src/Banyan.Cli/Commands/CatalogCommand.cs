using System.CommandLine;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan catalog prices set</c>.</summary>
internal sealed class CatalogCommand(SharedOptions shared, CliContext context)
{
    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _model = new("model") { Description = "The model, by its full name provider/model" };
    private readonly Option<decimal?> _input = Usd("--input", "USD per million tokens of input");
    private readonly Option<decimal?> _output = Usd("--output", "USD per million tokens of output");
    private readonly Option<decimal?> _cached = Usd("--cached-input", "USD per million tokens read from the provider's prompt cache; as input when left out");
    private readonly Option<decimal?> _request = Usd("--per-request", "USD for one attempt, on top of tokens");
    private readonly Option<bool> _free = new("--free") { Description = "It costs nothing" };
    private readonly Option<string?> _from = new("--from") { Description = "From when, as 2026-12-24T18:00:00Z; now when left out", HelpName = "INSTANT" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new CatalogCommand(shared, context);
        var set = new Command("set", "Add a price to a model's history, on every node within two seconds. What was charged stays charged.") { self._model, self._input, self._output, self._cached, self._request, self._free, self._from };
        set.SetAction(self.SetAsync);
        HelpPage.AddExamples(set, "banyan catalog prices set openai/gpt-4.1 --input 2 --output 8", "banyan catalog prices set lab/small --free --from 2027-01-01T00:00:00Z");
        return new Command("catalog", "Keep what models cost.") { new Command("prices", "Prices of models.") { set } };
    }

    private static Option<decimal?> Usd(string name, string description) => new(name) { Description = description, HelpName = "USD" };

    private Task<int> SetAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var isFree = parsed.GetValue(_free);
        (string Name, decimal? Price)[] prices = [("input", parsed.GetValue(_input)), ("output", parsed.GetValue(_output)), ("cached_input", parsed.GetValue(_cached))];
        if (isFree == (prices.Any(one => one.Price is not null) || parsed.GetValue(_request) is not null))
        {
            return Task.FromResult(shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage("catalog prices set wants prices, or --free.", "For example: --input 2 --output 8")));
        }

        return _graph.RunAsync(
            parsed,
            "CatalogPrice",
            writer =>
            {
                writer.WriteStartObject("input");
                writer.WriteString("modelId", parsed.GetValue(_model));
                writer.WriteStartObject("perMillion");
                foreach (var (name, price) in prices.Where(one => one.Price is not null))
                {
                    writer.WriteNumber(name, price!.Value);
                }

                writer.WriteEndObject();
                if (parsed.GetValue(_request) is { } request)
                {
                    writer.WriteNumber("perRequest", request);
                }

                if (parsed.GetValue(_from) is { } from)
                {
                    writer.WriteString("validFrom", from);
                }

                writer.WriteBoolean("free", isFree);
                writer.WriteEndObject();
            },
            (price, _) => context.Terminal.Out.WriteLine($"{parsed.GetValue(_model)} costs {(price.GetProperty("free").GetBoolean() ? "nothing" : $"{price.GetProperty("perMillion").GetRawText()} USD per million tokens")} from {Members.Text(price, "validFrom")} on."),
            cancellationToken);
    }
}
