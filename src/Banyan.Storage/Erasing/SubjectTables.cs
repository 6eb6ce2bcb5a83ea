namespace Banyan.Storage.Erasing;

/// <summary>Every table that names people, and what becomes of a person there. A table with such a column that is missing here fails a test.</summary>
internal static class SubjectTables
{
    private const string Theirs = "EXISTS (SELECT 1 FROM completion_requests q WHERE q.tenant_id = @tenant AND q.requested_by_user = @user AND q.id = {0}.request_id AND q.created_at = {0}.request_at)";
    private const string Ended = "(SELECT r.id FROM intent_runs r WHERE r.tenant_id = @tenant AND r.subject_id = @user AND r.is_open = @No)";

    /// <summary>Columns that hold the name of a person whom requests are made for.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["user_id", "subject_id", "requested_by_user"];

    /// <summary>In this order: what hangs on a row goes before it.</summary>
    public static IReadOnlyList<(string Table, string Sql)> All { get; } =
    [
        ("completion_responses", $"UPDATE completion_responses SET response = NULL WHERE tenant_id = @tenant AND {Of("completion_responses")}"),
        ("completion_errors", $"UPDATE completion_errors SET error_message = '' WHERE tenant_id = @tenant AND {Of("completion_errors")}"),
        ("completion_requests", "UPDATE completion_requests SET messages = NULL, variables = NULL, metadata = NULL, tags = NULL, requested_by_user = @pseudonym WHERE tenant_id = @tenant AND requested_by_user = @user"),
        ("tool_executions", "UPDATE tool_executions SET input = NULL, output = NULL, error = NULL, user_id = @pseudonym WHERE tenant_id = @tenant AND user_id = @user"),
        ("kept_conversations", "DELETE FROM kept_conversations WHERE tenant_id = @tenant AND user_id = @user"),
        ("stored_responses", "DELETE FROM stored_responses WHERE tenant_id = @tenant AND user_id = @user"),
        ("conversations", "DELETE FROM conversations WHERE tenant_id = @tenant AND user_id = @user"),
        ("intent_confirmations", $"DELETE FROM intent_confirmations WHERE tenant_id = @tenant AND subject_id = @user AND run_id IN {Ended}"),
        ("intent_events", $"DELETE FROM intent_events WHERE tenant_id = @tenant AND run_id IN {Ended}"),
        ("intent_runs", "DELETE FROM intent_runs WHERE tenant_id = @tenant AND subject_id = @user AND is_open = @No"),
        ("feedback", "UPDATE feedback SET comment = NULL, given_by = @pseudonym WHERE tenant_id = @tenant AND given_by = @user"),
        ("users", "DELETE FROM users WHERE tenant_id = @tenant AND subject = @user"),
        ("usage_log", "UPDATE usage_log SET user_id = @pseudonym WHERE tenant_id = @tenant AND user_id = @user"),
        ("usage_rollups", "UPDATE usage_rollups SET user_id = @pseudonym WHERE tenant_id = @tenant AND user_id = @user"),
        ("usage_users", "UPDATE usage_users SET user_id = @pseudonym WHERE tenant_id = @tenant AND user_id = @user"),
    ];

    private static string Of(string table) => Theirs.Replace("{0}", table, StringComparison.Ordinal);
}
