using System.CommandLine;
using Banyan.Cli.Commands;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli;

/// <summary>Words in, an exit status out.</summary>
internal static class CommandLine
{
    /// <summary>Builds the tree of commands: one line each.</summary>
    public static RootCommand Build(CliContext context)
    {
        var root = new RootCommand("The command line of Banyan, one service between applications and every LLM. It talks HTTP to a running service.");
        var shared = new SharedOptions();
        shared.AddTo(root);
        root.Add(AskCommand.Create(shared, context));
        root.Add(ChatCommand.Create(shared, context));
        root.Add(ModelsCommand.Create(shared, context));
        root.Add(KeysCommand.Create(shared, context));
        root.Add(ServicesCommand.Create(shared, context));
        root.Add(TeamsCommand.Create(shared, context));
        root.Add(UsersCommand.Create(shared, context));
        root.Add(UsageCommand.Create(shared, context));
        root.Add(BudgetsCommand.Create(shared, context));
        root.Add(LimitsCommand.Create(shared, context));
        root.Add(KillCommand.Create(shared, context));
        root.Add(RoutesCommand.Create(shared, context));
        root.Add(ProvidersCommand.Create(shared, context));
        root.Add(CatalogCommand.Create(shared, context));
        root.Add(ConfigCommand.Create(shared, context));
        root.Add(AuditCommand.Create(shared, context));
        root.Add(PrivacyCommand.Create(shared, context));
        root.Add(AlertsCommand.Create(shared, context));
        root.Add(WebhooksCommand.Create(shared, context));
        root.Add(PromptsCommand.Create(shared, context));
        root.Add(BackendsCommand.Create(shared, context));
        root.Add(MigrationCommand.Create(shared, context));
        root.Add(ConversationsCommand.Create(shared, context));
        root.Add(CheckCommand.Create(shared, context));
        root.Add(DoctorCommand.Create(shared, context));
        root.Add(VersionCommand.Create(shared, context));
        root.Add(CompletionCommand.Create(context));
        HelpPage.Install(root);
        return root;
    }

    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>, or what the checked service said.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, CliContext context, CancellationToken cancellationToken)
    {
        // A question may begin with "@"; it is no file of further words.
        var parsed = Build(context).Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (Usage.Problem(parsed) is { } problem)
        {
            return new Talk(context, words.Any(word => word is "--json" or "--jsonl")).Fail(problem);
        }

        var configuration = new InvocationConfiguration
        {
            Output = context.Terminal.Out,
            Error = context.Terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(configuration, cancellationToken);
    }
}
