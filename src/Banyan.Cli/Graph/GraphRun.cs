using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;
using Banyan.Cli.Settings;

namespace Banyan.Cli.Graph;

/// <summary>What every command over GraphQL does: connection, time bound, the ask, and then data as JSON or as words.</summary>
internal sealed class GraphRun(SharedOptions shared, CliContext context)
{
    /// <summary>Runs a document.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="document">Name of the document.</param>
    /// <param name="variables">Writes its variables.</param>
    /// <param name="show">Words for a person; under <c>--json</c> the member is printed as it came.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <param name="member">The member of the answer that is the data; null for all of it.</param>
    /// <returns>The exit status.</returns>
    public async Task<int> RunAsync(
        ParseResult parsed, string document, Action<Utf8JsonWriter> variables, Action<JsonElement, Paint> show, CancellationToken cancellationToken, string? member = null)
    {
        var isJson = parsed.GetValue(shared.Json);
        var talk = shared.TalkOf(parsed, context, isJson);
        var (connection, problem) = ConnectionReader.Read(parsed, shared, context);
        if (connection is null)
        {
            return talk.Fail(problem!);
        }

        JsonDocument? answer = null;
        var failure = await TimeBound.RunAsync(
            connection.Timeout,
            context.Time,
            async token =>
            {
                (answer, var failed) = await new GraphApi(new BanyanApi(context.Http, connection)).AskAsync(document, variables, token);
                return failed;
            },
            cancellationToken);
        using (answer)
        {
            if (answer is null)
            {
                return talk.Fail(failure!);
            }

            // A document of a command asks for one thing.
            var asked = answer.RootElement.GetProperty("data").EnumerateObject().First().Value;
            var data = member is null ? asked : asked.GetProperty(member);
            if (isJson)
            {
                context.Terminal.Out.WriteLine(JsonLine.Write(data.WriteTo));
            }
            else
            {
                show(data, shared.PaintOf(parsed, context));
            }

            return (int)ExitCode.Ok;
        }
    }
}
