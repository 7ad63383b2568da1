/** The roles of DESIGN §3, as the token names them. */
export const roles = ['org_admin', 'dietitian', 'assistant', 'researcher', 'client'] as const
export type Role = (typeof roles)[number]

export interface Claims {
  userId: string
  organizationId: string
  role: Role
  /** Milliseconds since 1970. */
  expiresAt: number
}

/**
 * Reads who a token speaks for, so that the screens can leave out what the role may not use. It proves nothing: the
 * server checks the signature, and the database decides.
 */
export function readClaims(accessToken: string): Claims | null {
  try {
    const payload = accessToken.split('.')[1] ?? ''
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
    const role = roles.find((name) => name === claims.role)
    if (!role || typeof claims.sub !== 'string' || typeof claims.exp !== 'number') return null
    const organization = claims.org_id ?? claims.org
    return {
      userId: claims.sub,
      organizationId: typeof organization === 'string' ? organization : '',
      role,
      expiresAt: claims.exp * 1000,
    }
  } catch {
    return null
  }
}
