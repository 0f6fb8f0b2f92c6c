import composio.core.models.auth_configs
import composio.core.models.connected_accounts
import composio.core.models.toolkits
import composio.core.models.tools

class Composio:
    tools: composio.core.models.tools.Tools
    toolkits: composio.core.models.toolkits.Toolkits
    auth_configs: composio.core.models.auth_configs.AuthConfigs
    connected_accounts: composio.core.models.connected_accounts.ConnectedAccounts
