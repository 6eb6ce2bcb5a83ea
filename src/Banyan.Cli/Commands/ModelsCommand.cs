using System.CommandLine;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;
using Banyan.Cli.Settings;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan models</c>: what the key may ask.</summary>
internal sealed class ModelsCommand(SharedOptions shared, CliContext context)
{
    public static Command Create(SharedOptions shared, CliContext context)
    {
        var command = new Command("models", "List the models and aliases that the key may use.");
        command.SetAction(new ModelsCommand(shared, context).RunAsync);
        HelpPage.AddExamples(command, "banyan models", "banyan models --json | jq -r '.models[].id'");
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var isJson = parsed.GetValue(shared.Json);
        var talk = shared.TalkOf(parsed, context, isJson);
        var (connection, problem) = ConnectionReader.Read(parsed, shared, context);
        if (connection is null)
        {
            return talk.Fail(problem!);
        }

        IReadOnlyList<ModelRow>? models = null;
        var failure = await TimeBound.RunAsync(
            connection.Timeout,
            context.Time,
            async token =>
            {
                (models, var failed) = await ModelList.GetAsync(new BanyanApi(context.Http, connection), token);
                return failed;
            },
            cancellationToken);
        if (models is null)
        {
            return talk.Fail(failure!);
        }

        Show(models, isJson, shared.PaintOf(parsed, context));
        if (models.Count == 0)
        {
            talk.Remark("The key may use no model: give it models, or configure a provider.");
        }

        return (int)ExitCode.Ok;
    }

    private void Show(IReadOnlyList<ModelRow> models, bool isJson, Paint paint)
    {
        if (!isJson)
        {
            TextTable.Write(context.Terminal.Out, paint, ["MODEL", "OWNED BY"], [.. models.Select(model => new[] { model.Id, model.OwnedBy })]);
            return;
        }

        context.Terminal.Out.WriteLine(JsonLine.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("models");
            foreach (var model in models)
            {
                writer.WriteStartObject();
                writer.WriteString("id", model.Id);
                writer.WriteString("ownedBy", model.OwnedBy);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }
}
