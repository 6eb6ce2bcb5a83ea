using Banyan.Gateway.Alerting.Reporting;
using Banyan.Gateway.Alerting.Rules;
using Banyan.Gateway.Alerting.Sending;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Budgets.Slices;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Callers.Services;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Completions;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Conversations.Responses;
using Banyan.Gateway.Limits;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Metering.Pacing;
using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Nodes;
using Banyan.Gateway.Nodes.Starting;
using Banyan.Gateway.Prompts.Examples;
using Banyan.Gateway.Prompts.Store;
using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Routing.Rules;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;
using Banyan.Gateway.Tools.BuiltIn.Notifying;
using Banyan.Gateway.Tools.BuiltIn.Querying;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Looping;
using Banyan.Gateway.Tools.Mcp;
using Banyan.Gateway.Tools.Registry;
using Banyan.Intents.Discovery;
using Banyan.Intents.Memory;
using Banyan.Intents.Migration.Store;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Settings.Deciding;
using Banyan.Storage.Alerting;
using Banyan.Storage.Audit;
using Banyan.Storage.Budgets;
using Banyan.Storage.Catalogue;
using Banyan.Storage.Completions;
using Banyan.Storage.Config;
using Banyan.Storage.Conversations;
using Banyan.Storage.Decisions;
using Banyan.Storage.Envelope;
using Banyan.Storage.Erasing;
using Banyan.Storage.Files;
using Banyan.Storage.Journal;
using Banyan.Storage.Kept;
using Banyan.Storage.Keys;
using Banyan.Storage.Leases;
using Banyan.Storage.Limits;
using Banyan.Storage.Nodes;
using Banyan.Storage.Notices;
using Banyan.Storage.Postgres;
using Banyan.Storage.Prompts;
using Banyan.Storage.Redis;
using Banyan.Storage.Routes;
using Banyan.Storage.Routing;
using Banyan.Storage.Spool;
using Banyan.Storage.Sql;
using Banyan.Storage.Sqlite;
using Banyan.Storage.Switches;
using Banyan.Storage.Tools;
using Banyan.Storage.Usage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Banyan.Storage;

/// <summary>Registers the stores behind the gateway's ports.</summary>
public static class AddStorageExtensions
{
    /// <summary>Adds the database of the options, the spool and the secret files. Call it before the gateway is added: hosted parts start in this order.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        Directory.CreateDirectory(options.DataDir);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StorageStatus>();
        AddDatabase(services, options);
        AddSpool(services, options);
        AddEnvelope(services, options);
        services.TryAddSingleton<ISecretFile>(provider => options.IsPostgres
            ? new SharedSecret(options.DataDir, () => provider.GetRequiredService<KeyWrap>())
            : new SecretFile(options.DataDir));
        if (options.IsPostgres)
        {
            services.TryAddSingleton<ILastGoodFile>(provider => new LastGoodFile(options.DataDir, provider.GetRequiredService<KeyWrap>));
        }

        services.TryAddSingleton<IKeyStore, KeyStore>();
        services.TryAddSingleton<ICatalogueStore, CatalogueStore>();
        services.TryAddSingleton<LeaseStore>();
        services.TryAddSingleton<ILeases>(provider => provider.GetRequiredService<LeaseStore>());
        services.TryAddSingleton<IJournalStore, JournalStore>();
        services.TryAddSingleton<IJournalUpkeep, JournalUpkeep>();
        services.TryAddSingleton<IConversationStore, ConversationStore>();
        services.TryAddSingleton<IKeptConversations, KeptConversations>();
        services.TryAddSingleton<IStoredResponses, StoredResponses>();
        services.TryAddSingleton<ICompletionStore, CompletionStore>();
        services.TryAddSingleton<ICompletionKeys, CompletionKeyStore>();
        AddNotices(services, options);
        AddLimits(services, options);
        services.TryAddSingleton<IRouteStore, RouteStore>();
        services.TryAddSingleton<IDecisionStore, DecisionStore>();
        services.TryAddSingleton<IAuditLog, AuditStore>();
        services.TryAddSingleton<IAuditReader, AuditStore>();
        services.TryAddSingleton<ISubjectEraser, SubjectEraser>();
        services.TryAddSingleton<ISubjectReader, SubjectReader>();
        services.TryAddSingleton<IPromptStore, PromptStore>();
        AddTools(services);
        AddBudgets(services, options);
        services.TryAddSingleton<ISwitchStore, SwitchStore>();
        services.TryAddSingleton<INodeBook, NodeBook>();
        services.TryAddSingleton<IRoutingRuleStore, RoutingRuleStore>();
        services.TryAddSingleton<IModelStatsStore, ModelStatsStore>();
        services.TryAddSingleton<IServiceStore, ServiceStore>();
        services.TryAddSingleton<ProviderSeal>();
        services.TryAddSingleton<IConfigStore, ConfigStore>();
        AddAlerting(services);
        services.TryAddSingleton<IExperimentStore, ExperimentStore>();
        services.TryAddSingleton<IExampleStore, ExampleStore>();
        services.TryAddSingleton(provider => new SchemaSetup(provider.GetRequiredService<StorageParts>()));
        services.AddHostedService<StorageStart>();
        services.AddHostedService<UsageSweep>();
        services.TryAddSingleton<SpoolDrain>();
        services.AddHostedService(provider => provider.GetRequiredService<SpoolDrain>());
        return services;
    }

    private static void AddDatabase(IServiceCollection services, StorageOptions options)
    {
        services.TryAddSingleton<Database>(_ => options.IsPostgres ? new PostgresDatabase(options.Database) : new SqliteDatabase(Path.Combine(options.DataDir, "banyan.db")));
        services.TryAddSingleton<IUsageStore>(provider =>
            options.IsPostgres ? new PostgresUsageStore(provider.GetRequiredService<Database>()) : new SqliteUsageStore(provider.GetRequiredService<Database>()));
        services.TryAddSingleton<IUsageSums, UsageSums>();
        services.TryAddSingleton(provider => (IUsageEditing)provider.GetRequiredService<IUsageStore>());
        services.TryAddSingleton(provider => (IUsageLog)provider.GetRequiredService<IUsageStore>());
        services.TryAddSingleton<IPaceStore, PaceStore>();
        services.TryAddSingleton(provider =>
        {
            var (database, time) = (provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>());
            return new StorageParts(
                new Migrator(database, Migration.Of(database.Name), time),
                options.IsPostgres ? new Partitions(database, time) : null,
                provider.GetRequiredService<TenantKeys>(),
                provider.GetRequiredService<SignatureSeals>(),
                provider.GetRequiredService<LeaseStore>())
            {
                Walled = database as PostgresDatabase,
            };
        });
    }

    private static void AddNotices(IServiceCollection services, StorageOptions options)
    {
        if (options.IsPostgres)
        {
            services.TryAddSingleton<IChangeNotices>(provider => new PostgresNotices(
                (PostgresDatabase)provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PostgresNotices>>()));
        }
        else
        {
            services.TryAddSingleton<IChangeNotices, LocalNotices>();
        }
    }

    private static void AddBudgets(IServiceCollection services, StorageOptions options)
    {
        services.TryAddSingleton<IBudgetStore, BudgetStore>();
        services.TryAddSingleton<ISpending, LedgerSums>();
        services.TryAddSingleton<ISpenders, LedgerSpenders>();
        if (options.IsPostgres)
        {
            services.TryAddSingleton<IBudgetSlices>(provider =>
                new PostgresSlices((PostgresDatabase)provider.GetRequiredService<Database>(), provider.GetRequiredService<ISpending>()));
            services.AddBudgetSlices();
            services.AddHostedService<SliceRecovery>();
        }
    }

    private static void AddAlerting(IServiceCollection services)
    {
        services.TryAddSingleton<WebhookSeal>();
        services.TryAddSingleton<IWebhookStore, WebhookStore>();
        services.TryAddSingleton<IDeliveryQueue, DeliveryQueue>();
        services.TryAddSingleton<IAlertStore, AlertStore>();
        services.TryAddSingleton<IReportStore, ReportStore>();
    }

    /// <summary>Counters that nodes share, in the order they are asked; none for one node alone, which counts in memory.</summary>
    private static void AddLimits(IServiceCollection services, StorageOptions options)
    {
        services.TryAddSingleton<ILimitStore, LimitStore>();
        services.TryAddSingleton(CounterSettings.Usual);
        services.TryAddSingleton(provider => NodeName.New(provider.GetRequiredService<TimeProvider>()));
        if (options.Redis.Length > 0)
        {
            var address = RedisAddress.Parse(options.Redis);
            services.TryAddSingleton(provider => new RedisClient(address, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<ILimitCounters>(provider => new RedisLimitCounters(
                provider.GetRequiredService<RedisClient>(), provider.GetRequiredService<NodeName>(), provider.GetRequiredService<CounterSettings>()));
        }

        if (options.IsPostgres)
        {
            services.AddSingleton<ILimitCounters>(provider => new PostgresLimitCounters(
                (PostgresDatabase)provider.GetRequiredService<Database>(), provider.GetRequiredService<NodeName>(), provider.GetRequiredService<CounterSettings>()));
        }
    }

    private static void AddTools(IServiceCollection services)
    {
        services.TryAddSingleton<IToolStore, ToolStore>();
        services.TryAddSingleton<IToolLog, ToolLog>();
        services.TryAddSingleton<IMcpStore, McpStore>();
        services.TryAddSingleton<IMixedTurns, MixedTurns>();
        services.TryAddSingleton<INotificationLedger, NotificationLedger>();
        services.TryAddSingleton<IQueryRunner, QueryRunner>();
    }

    private static void AddSpool(IServiceCollection services, StorageOptions options)
    {
        var folder = Path.Combine(options.DataDir, "spool");
        services.TryAddSingleton(_ => new SpoolFile(new SpoolFolder(folder)));
        services.TryAddSingleton(provider => new UsageSpool(provider.GetRequiredService<SpoolFile>(), options.IsStrict, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IUsageSpool>(provider => provider.GetRequiredService<UsageSpool>());
        services.TryAddSingleton(new RefusedRows(folder));
    }

    private static void AddEnvelope(IServiceCollection services, StorageOptions options)
    {
        services.TryAddSingleton(_ => KeyWrap.Load(options.MasterKeyFile ?? Path.Combine(options.DataDir, "master.key"), mayCreate: !options.IsPostgres && options.MasterKeyFile is null));
        services.TryAddSingleton<DekStore>();
        services.TryAddSingleton<TenantKeys>();
        services.TryAddSingleton(provider => new SignatureShelf(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<SignatureStore>();
        services.TryAddSingleton<SignatureArchive>();
        services.TryAddSingleton<SignatureSeals>();
        services.TryAddSingleton<ISignatureSeals>(provider => provider.GetRequiredService<SignatureSeals>());
    }
}
