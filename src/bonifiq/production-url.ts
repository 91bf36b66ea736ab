/** Where BonifiQ itself is. @see https://developers.bonifiq.com.br/llms.txt */
export const PRODUCTION_URL = 'https://api.bonifiq.com.br';
